import { detectLanguage } from '../../domain/language/detect-language';
import type { ArticleIndex } from '../retrieval/article-index';
import { inSlices, type Work } from '../retrieval/work';
import { answerNow, type AnswerNow } from './answer-now';
import { askedWords } from './asked-words';
import type { KeptQuestion } from './distinct-texts';
import { groupQuestions, type QuestionGroup } from './group-questions';

/** A burst that was not answered. */
export interface UnansweredBurst {
  id: string;
  /** Its messages, oldest first. */
  texts: readonly string[];
  /** Of its conversation (ISO 639-1), for words that do not show theirs. */
  language: string | null;
}

/** What is done with questions that no article answered. Nothing of it reaches a customer. */
export interface QuestionDesk {
  /** Puts together what asks the same; a burst that asks nothing ("no", "thanks") is in no group. */
  group: (bursts: readonly UnansweredBurst[]) => Promise<QuestionGroup[]>;
  /** What would answer each of them now, by its id; those that nothing would are missing. @throws the signal's reason */
  ask: (bursts: readonly UnansweredBurst[], signal: AbortSignal) => Promise<Map<string, AnswerNow>>;
}

/** `freshIndex` has every article that was committed before it was asked for. */
export function createQuestionDesk({
  freshIndex,
  business,
}: {
  freshIndex: () => Promise<ArticleIndex>;
  business: { name: string };
}): QuestionDesk {
  return {
    group: (bursts) => inSlices(groupBursts(bursts)),
    async ask(bursts, signal) {
      const articles = { index: await freshIndex(), business };
      const known = new Map<string, AnswerNow | null>();
      const answers = new Map<string, AnswerNow>();
      for (const { id, texts, language } of bursts) {
        const key = JSON.stringify([language, texts]);
        const before = known.get(key);
        const answer = before === undefined ? await answerNow(articles, { texts, language }, signal) : before;
        known.set(key, answer);
        if (answer !== null) answers.set(id, answer);
        // One question at a time: turns and requests go on in between.
        await new Promise<void>((resolve) => {
          setImmediate(resolve);
        });
        signal.throwIfAborted();
      }
      return answers;
    },
  };
}

function* groupBursts(bursts: readonly UnansweredBurst[]): Work<QuestionGroup[]> {
  const questions: KeptQuestion[] = [];
  for (const { id, texts, language } of bursts) {
    const text = askedWords(texts).join('\n');
    if (text !== '') questions.push({ id, text, language: detectLanguage(text) ?? language });
    yield;
  }
  return yield* groupQuestions(questions);
}
