import { Router } from 'express';
import { z } from 'zod';
import type { Database } from '../db/pool';
import * as stored from '../db/unanswered-questions';
import { articleTitles } from '../db/why';
import { Refusal } from '../domain/refusal';
import type { QuestionStatus } from '../domain/unanswered-question';
import { requireOwner, requireTeammate, teammateOf } from './authenticate';
import {
  AskAgain,
  QuestionIds,
  Teach,
  UnansweredQuery,
  type AskedAgain,
  type ChangedQuestions,
} from './contract/unanswered-question';
import { decodeCursor, toPage } from './cursor';
import type { ApiContext } from './dependencies';
import { bodyOf, jsonBody, queryOf } from './input';
import { presentAsked, presentGroup, type AnswerNow, type GroupedQuestions } from './present-unanswered';

interface Burst {
  id: string;
  texts: readonly string[];
  language: string | null;
}

/** Puts questions together and asks the articles; knows no customer and sends nothing. */
export interface QuestionDesk {
  /** Bursts that ask nothing are in no group. */
  group: (bursts: readonly Burst[]) => Promise<{ questionIds: string[]; example: string; language: string | null }[]>;
  /** What the articles answer now, by question; those that nothing answers are missing. */
  ask: (bursts: readonly Burst[], signal: AbortSignal) => Promise<ReadonlyMap<string, AnswerNow>>;
}

/** How often, when last (ms since 1970), and the newest question: what the list is ordered by. */
const Place = z.tuple([z.int(), z.int(), z.guid()]);

/** What customers ask that the articles do not answer, and whether they do by now. */
export function unansweredQuestions({ db, questionDesk }: Pick<ApiContext, 'db' | 'questionDesk'>): Router {
  const router = Router();
  const [teammate, owner] = [requireTeammate(db), requireOwner(db)];

  router.get('/api/unanswered-questions', teammate, async (req, res) => {
    const { status, cursor, limit } = queryOf(UnansweredQuery, req);
    const after = decodeCursor(Place, cursor);
    const groups = await readGroups(db, questionDesk, status);
    const left = after === null ? groups : groups.filter((group) => inOrder(after, placeOf(group)) < 0);
    const shown = left.slice(0, limit + 1);
    const questions = shown.flatMap((group) => group.questions);
    const ids = questions.flatMap(({ best, answeredBy }) => [best?.articleId ?? [], answeredBy ?? []].flat());
    const titles = await articleTitles(db, ids);
    res.json(toPage(shown, limit, (group) => presentGroup(group, titles), placeOf));
  });

  /** 200 says what the articles answer at this moment, and that every group answered whole has left the open list. */
  router.post('/api/unanswered-questions/ask-again', owner, jsonBody, async (req, res) => {
    const { questionIds } = bodyOf(AskAgain, req);
    const gone = new AbortController();
    res.once('close', () => gone.abort());
    const named = questionIds && new Set(questionIds.map((id) => id.toLowerCase()));
    const groups = (await readGroups(db, questionDesk, 'open')).filter(
      ({ questions }) => named === undefined || questions.some(({ id }) => named.has(id)),
    );
    const answers = await questionDesk.ask(
      groups.flatMap(({ questions }) => questions.map(burstOf)),
      gone.signal,
    );
    const asked = groups.map((group) => presentAsked(group, answers));
    const whole = asked.flatMap((group) => (group.status === 'answered' ? group.questionIds : []));
    const answered = whole.flatMap((id) => {
      const answer = answers.get(id);
      return answer === undefined ? [] : [{ id, articleId: answer.articleId }];
    });
    await stored.markAnswered(db, answered, teammateOf(req).id);
    res.json({
      asked: asked.reduce((sum, { times }) => sum + times, 0),
      answered: answers.size,
      groups: asked,
    } satisfies AskedAgain);
  });

  router.post('/api/unanswered-questions/teach', owner, jsonBody, async (req, res) => {
    const { questionIds, articleId } = bodyOf(Teach, req);
    if ((await articleTitles(db, [articleId.toLowerCase()])).size === 0) throw noSuchArticle();
    const taught = await stored.teachArticle(db, articleId, questionIds, teammateOf(req).id);
    res.json({ questionIds: taught } satisfies ChangedQuestions);
  });

  router.post('/api/unanswered-questions/dismiss', owner, jsonBody, async (req, res) => {
    const { questionIds } = bodyOf(QuestionIds, req);
    const dismissed = await stored.dismissQuestions(db, questionIds, teammateOf(req).id);
    res.json({ questionIds: dismissed } satisfies ChangedQuestions);
  });

  router.post('/api/unanswered-questions/reopen', owner, jsonBody, async (req, res) => {
    const reopened = await stored.reopenQuestions(db, bodyOf(QuestionIds, req).questionIds);
    res.json({ questionIds: reopened } satisfies ChangedQuestions);
  });

  return router;
}

/** The groups of the questions there are, the most frequent first. */
async function readGroups(db: Database, desk: QuestionDesk, status: QuestionStatus): Promise<GroupedQuestions[]> {
  const questions = await stored.listQuestions(db, status);
  const byId = new Map(questions.map((question) => [question.id, question]));
  const groups = await desk.group(questions.map(burstOf));
  return groups
    .map(({ questionIds, example, language }) => ({
      questions: questionIds.flatMap((id) => byId.get(id) ?? []).sort(newestFirst),
      example,
      language,
    }))
    .sort((one, other) => inOrder(placeOf(one), placeOf(other)));
}

function noSuchArticle(): Refusal {
  const [field, message] = ['articleId', 'must name an article'];
  return new Refusal('invalid_request', `${field} ${message}.`, { errors: [{ field, message }] });
}

function burstOf({ id, messages, language }: stored.Question): Burst {
  return { id, texts: messages.map(({ text }) => text), language };
}

function newestFirst(one: stored.Question, other: stored.Question): number {
  return other.askedAt.getTime() - one.askedAt.getTime() || (one.id < other.id ? 1 : -1);
}

function placeOf({ questions }: GroupedQuestions): z.output<typeof Place> {
  const newest = questions[0];
  return [questions.length, newest?.askedAt.getTime() ?? 0, newest?.id ?? ''];
}

/** Below 0 when `one` comes first. */
function inOrder(one: z.output<typeof Place>, other: z.output<typeof Place>): number {
  return other[0] - one[0] || other[1] - one[1] || (one[2] === other[2] ? 0 : one[2] > other[2] ? -1 : 1);
}
