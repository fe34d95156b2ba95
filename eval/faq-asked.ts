import { performance } from 'node:perf_hooks';
import type { Article } from '../agent/contract';
import { createOfflineAgent } from '../agent/offline-agent';
import { confidenceOf } from '../agent/offline/judge-hits';
import { createArticleIndex, type ArticleIndex } from '../agent/retrieval/article-index';
import { after, answersFrom, askAgent, newCourse } from './ask-offline';
import type { FaqFold, FaqQuestion, FaqSet } from './faq-set';

/**
 * How the whole loop ended. `answered` at once, or `chosen` from "did you mean", rightly; `wrong`: out of another article,
 * or out of any for a question that none answers; `handed_off`, at once or because the right one was not offered;
 * `left`: anything else, such as a greeting.
 */
export type Outcome = 'answered' | 'chosen' | 'wrong' | 'handed_off' | 'left';

/** One question, asked once of the retrieval and once of the whole loop. */
export interface Asked extends FaqQuestion {
  /** Where the first right article stood, from 0; null when it was not among the first ten or there is none. */
  rank: number | null;
  /** The first article found, and how likely (0..1) the agent holds it to be right. */
  first: string | null;
  confidence: number;
  retrievalMs: number;
  outcome: Outcome;
}

export interface AskedSet {
  asked: Asked[];
  /** Milliseconds to index all articles, of the largest fold. */
  indexMs: number;
}

const LOOKED_AT = 12;

/** Asks every question of a collection. */
export async function askAll(set: FaqSet): Promise<AskedSet> {
  const asked: Asked[] = [];
  let indexMs = 0;
  for (const fold of set.folds) {
    const startedMs = performance.now();
    const index = createArticleIndex(fold.articles);
    indexMs = Math.max(indexMs, performance.now() - startedMs);
    asked.push(...(await askFold(fold, index)));
  }
  return { asked, indexMs };
}

async function askFold({ questions }: FaqFold, index: ArticleIndex): Promise<Asked[]> {
  const agent = createOfflineAgent({ index: () => index });
  const asked: Asked[] = [];
  for (const question of questions) {
    const startedMs = performance.now();
    const hits = index.search(question.text, LOOKED_AT);
    const retrievalMs = performance.now() - startedMs;
    const rank = hits.slice(0, 10).findIndex(({ article }) => question.answers.includes(article.id));
    asked.push({
      ...question,
      rank: rank === -1 ? null : rank,
      first: hits[0]?.article.id ?? null,
      confidence: confidenceOf(hits),
      retrievalMs,
      outcome: await outcomeOf(question, index.articles, agent),
    });
  }
  return asked;
}

/** The customer takes the right article if "did you mean" offers it, else a person. */
async function outcomeOf(
  { text, answers }: FaqQuestion,
  articles: readonly Article[],
  agent: ReturnType<typeof createOfflineAgent>,
): Promise<Outcome> {
  const course = newCourse();
  const turn = await askAgent(agent, text, course);
  const { decision } = turn;
  if (decision.kind === 'handoff') return 'handed_off';
  if (decision.kind === 'closing') return 'left';
  if (decision.citedArticleIds.length > 0) return answersFrom(decision, answers) ? 'answered' : 'wrong';
  if (decision.options === undefined) return 'left';
  const right = articles.filter(({ id }) => answers.includes(id)).map(({ title }) => title);
  const at = decision.options.findIndex((title) => right.includes(title));
  if (at === -1) return 'handed_off';
  const second = await askAgent(agent, String(at + 1), after(course, text, turn));
  if (answersFrom(second.decision, answers)) return 'chosen';
  return second.decision.kind === 'handoff' ? 'handed_off' : 'wrong';
}
