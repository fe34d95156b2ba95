import { AgentUnavailable } from '../agent-unavailable';
import type { Hit } from '../retrieval/article-index';
import type { DecisionModel, ModelAnswer, ModelRequest, Tokens } from './decision-model';
import { readModelDecision, type ModelDecision } from './decision-schema';
import { NO_TOKENS, sumOf } from './tokens';
import { askTwice, type ModelTimings } from './two-attempts';

/** More searches find nothing that the first ones did not, and each costs the customer seconds. */
const MOST_SEARCHES = 2;

/** Articles given at most: those of the first search and what the model's own found besides. */
const MOST_ARTICLES = 12;

interface Question {
  /** What the turn's own search found. */
  hits: readonly Hit[];
  search: (query: string) => readonly Hit[];
  request: (hits: readonly Hit[], searched: readonly string[], searchesLeft: number) => ModelRequest;
  timings: ModelTimings;
  signal: AbortSignal;
}

interface Asked {
  answer: ModelAnswer;
  /** Null when the answer holds none. */
  output: ModelDecision | null;
  attempts: number;
  searches: number;
  tokens: Tokens;
  /** All that the model was given. */
  hits: readonly Hit[];
}

/**
 * Asks the model, and again with more articles while it wants to search, a bounded number of times and within `totalMs`
 * together.
 * @throws the signal's reason after an abort, else `AgentUnavailable`
 */
export async function askWithSearches(model: DecisionModel, question: Question): Promise<Asked> {
  const { search, request, timings, signal } = question;
  const deadline = performance.now() + timings.totalMs;
  const searched: string[] = [];
  let { hits } = question;
  let attempts = 0;
  let tokens = NO_TOKENS;
  for (;;) {
    const leftMs = deadline - performance.now();
    if (leftMs <= 0) throw new AgentUnavailable('model_timeout');
    const asked = await askTwice(model, request(hits, searched, MOST_SEARCHES - searched.length), {
      timings: { ...timings, totalMs: leftMs, attemptMs: Math.min(timings.attemptMs, leftMs) },
      signal,
      accept: (text) => readModelDecision(text) !== null,
    });
    attempts += asked.attempts;
    tokens = sumOf(tokens, asked.tokens);
    const output = asked.answer.kind === 'text' ? readModelDecision(asked.answer.text) : null;
    const query = output?.action === 'search_articles' ? (output.query?.trim() ?? '') : '';
    if (query === '' || searched.length === MOST_SEARCHES)
      return { answer: asked.answer, output, attempts, searches: searched.length, tokens, hits };
    searched.push(query.slice(0, 200));
    hits = merged(hits, search(query));
  }
}

function merged(hits: readonly Hit[], more: readonly Hit[]): Hit[] {
  const known = new Set(hits.map(({ article }) => article.id));
  return [...hits, ...more.filter(({ article }) => !known.has(article.id))].slice(0, MOST_ARTICLES);
}
