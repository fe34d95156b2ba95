import type { DecisionBasis } from '../domain/turn';
import type { Hit } from './retrieval/article-index';

const MOST_KEPT = 6;

/** The best of what was found, each article once, as it is kept beside a decision. */
export function foundHits(hits: readonly Hit[]): DecisionBasis['hits'] {
  const best = new Map<string, number>();
  for (const { article, score } of hits) best.set(article.id, Math.max(score, best.get(article.id) ?? 0));
  return [...best]
    .map(([articleId, score]) => ({ articleId, score: Math.round(score * 1_000) / 1_000 }))
    .sort((one, other) => other.score - one.score)
    .slice(0, MOST_KEPT);
}
