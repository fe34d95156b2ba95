import type { Article } from '../contract';
import { gramCounts } from './character-grams';
import { articlesOf, type Layer } from './layer';
import type { Passage } from './passages';
import { buildSegment, phraseOf } from './segment';
import { termOf, topicWordsOf } from './terms';
import { atOnce } from './work';

/** Longest query, in characters, that is searched with: a pasted novel costs no more than a page. */
const LONGEST_QUERY = 4_000;

/** One article found: `score` is 0..1, `passage` the part of the article that fits the query best. */
export interface Hit {
  article: Article;
  score: number;
  passage: Passage;
}

export interface ArticleIndex {
  articles: readonly Article[];
  /** The article with this id, if it is in the index. */
  article(id: string): Article | undefined;
  /** The best `limit` articles, best first; none for a query without a word that carries meaning. */
  search(query: string, limit: number): Hit[];
}

/**
 * Indexes articles for lexical search: BM25 over weighted fields and the cosine of character 3/4-grams with the closest
 * title, known question or passage, and with all of them together, in equal parts; and half a part for how much of the
 * question the closest title or known question has. Measured better than each alone, and than Postgres full-text search.
 * Takes a second or more for thousands of articles, during which nothing else runs: `createLiveIndex` does not.
 */
export function createArticleIndex(articles: readonly Article[]): ArticleIndex {
  return indexOf([{ segment: atOnce(buildSegment(articles, null)), gone: new Set() }]);
}

/** Searches layers as one. All but the first weigh by the first one's statistics, and no two have the same article. */
export function indexOf(layers: readonly Layer[]): ArticleIndex {
  const articles = articlesOf(layers);
  const byId = new Map(articles.map((article) => [article.id, article]));
  return {
    articles,
    article: (id) => byId.get(id),
    search(query, limit) {
      const asked = query.slice(0, LONGEST_QUERY);
      const topicWords = topicWordsOf(asked);
      if (topicWords.length === 0) return [];
      const read = { terms: new Set(topicWords.map(termOf)), grams: gramCounts(phraseOf(topicWords, asked)) };
      const found = layers.flatMap(({ segment, gone }) => {
        const { scores, passage } = segment.find(read);
        const isThere = (at: number) => !gone.has(segment.articles[at]?.id ?? '');
        return bestOf(scores, limit, isThere).flatMap((at) => {
          const article = segment.articles[at];
          return article === undefined ? [] : [{ article, score: scores[at] ?? 0, passage: () => passage(at) }];
        });
      });
      return found
        .sort((one, other) => other.score - one.score)
        .slice(0, limit)
        .map((hit) => ({ ...hit, passage: hit.passage() }));
    },
  };
}

/** Positions of the highest scores above 0, at most `limit`, the highest first and equals in their order. */
function bestOf(scores: Float64Array, limit: number, isThere: (at: number) => boolean): number[] {
  const best: number[] = [];
  for (let at = 0; at < scores.length; at += 1) {
    const score = scores[at] ?? 0;
    const last = best[best.length - 1] ?? -1;
    if (score <= 0 || (best.length >= limit && score <= (scores[last] ?? 0)) || !isThere(at)) continue;
    const place = best.findLastIndex((other) => (scores[other] ?? 0) >= score) + 1;
    best.splice(place, 0, at);
    if (best.length > limit) best.pop();
  }
  return best;
}
