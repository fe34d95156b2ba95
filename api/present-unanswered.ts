import type { Question } from '../db/unanswered-questions';
import type { AskedAgain, UnansweredGroup } from './contract/unanswered-question';

/** Questions that ask the same, newest first. */
export interface GroupedQuestions {
  questions: Question[];
  example: string;
  language: string | null;
}

/** What answers a question now. */
export interface AnswerNow {
  articleId: string;
  title: string;
  passage: { heading: string; text: string };
}

const LATEST = 5;

/** `titles` has the articles there are now. */
export function presentGroup(
  { questions, example, language }: GroupedQuestions,
  titles: ReadonlyMap<string, string>,
): UnansweredGroup {
  const article = (articleId: string) => {
    const title = titles.get(articleId);
    return title === undefined ? [] : [{ id: articleId, title }];
  };
  const answeredBy = new Set(questions.flatMap((question) => question.answeredBy ?? []));
  const found = questions
    .flatMap(({ best }) => (best === null ? [] : article(best.articleId).map((one) => ({ ...one, score: best.score }))))
    .sort((one, other) => other.score - one.score);
  return {
    questionIds: questions.map(({ id }) => id),
    example,
    language,
    times: questions.length,
    conversations: new Set(questions.map(({ conversationId }) => conversationId)).size,
    lastAskedAt: (questions[0]?.askedAt ?? new Date(0)).toISOString(),
    reasons: counted(questions.map(({ reason }) => reason)).map(([reason, times]) => ({ reason, times })),
    bestArticle: found[0] ?? null,
    answeredBy: [...answeredBy].flatMap(article),
    latest: questions.slice(0, LATEST).map(({ id, conversationId, messages, askedAt }) => ({
      id,
      conversationId,
      messageIds: messages.map((message) => message.id),
      text: messages.map(({ text }) => text).join('\n'),
      askedAt: askedAt.toISOString(),
    })),
  };
}

/** A group with what would answer its questions now, by their ids. */
export function presentAsked(
  { questions, example, language }: GroupedQuestions,
  answers: ReadonlyMap<string, AnswerNow>,
): AskedAgain['groups'][number] {
  const answered = questions.flatMap(({ id }) => answers.get(id) ?? []);
  const articles = counted(answered.map(({ articleId }) => articleId)).flatMap(([articleId, times]) => {
    const first = answered.find((answer) => answer.articleId === articleId);
    return first === undefined ? [] : [{ id: articleId, title: first.title, passage: first.passage, times }];
  });
  return {
    questionIds: questions.map(({ id }) => id),
    example,
    language,
    times: questions.length,
    answered: answered.length,
    status: answered.length === questions.length ? 'answered' : 'open',
    articles,
  };
}

/** Each value once with how often it is there, the most frequent first. */
function counted<Value>(values: readonly Value[]): [Value, number][] {
  const counts = new Map<Value, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort(([, one], [, other]) => other - one);
}
