import { comparable } from '../phrase-match';
import type { Hit } from '../retrieval/article-index';

/**
 * How likely the first hit answers, and how likely one of the first three does: a logistic curve over the first score and
 * its lead on the next. Fitted over eleven collections - a bank's articles, three shops' and two services' questions with
 * one to a hundred known phrasings an article - of which each was left out once: scores alone mean other things in each of
 * them, these chances nearly the same (area under the curve .87 against .85).
 */
const FIRST = { score: 5, lead: 8, offset: -3 };
const THREE = { score: 6.1, lead: 4.5, offset: -2.65 };

/** Chance from which the first article is sent, and from which three are worth offering. */
const ENOUGH = { answer: 0.42, suggest: 0.17 };

/** What a hit in a language the customer does not write keeps of its score. */
const OTHER_LANGUAGE = 0.8;

export type Verdict = { kind: 'answer'; hit: Hit } | { kind: 'suggest'; hits: Hit[] } | { kind: 'nothing' };

/** Whether the best hits answer, are worth a "did you mean", or are no help. Hits come best first. */
export function judgeHits(hits: readonly Hit[]): Verdict {
  const distinct = distinctTitles(hits);
  const [first] = distinct;
  if (first === undefined) return { kind: 'nothing' };
  if (chance(FIRST, distinct) >= ENOUGH.answer) return { kind: 'answer', hit: first };
  if (chance(THREE, distinct) < ENOUGH.suggest) return { kind: 'nothing' };
  return { kind: 'suggest', hits: distinct.slice(0, 3) };
}

/** How likely (0..1) the first of `hits` answers the question. */
export function confidenceOf(hits: readonly Hit[]): number {
  return hits.length === 0 ? 0 : chance(FIRST, distinctTitles(hits));
}

function chance({ score, lead, offset }: typeof FIRST, [first, second]: readonly Hit[]): number {
  const best = first?.score ?? 0;
  return 1 / (1 + Math.exp(-(score * best + lead * (best - (second?.score ?? 0)) + offset)));
}

/** Articles of one title are one choice: the customer could not tell them apart. */
function distinctTitles(hits: readonly Hit[]): Hit[] {
  const titles = new Set<string>();
  return hits.filter(({ article }) => {
    const title = comparable(article.title);
    return titles.has(title) ? false : titles.add(title);
  });
}

/**
 * The hits in the order that suits a customer of this language: other languages lose a fifth of their score, and are left
 * out altogether when the best hit is one the customer reads.
 */
export function preferLanguage(hits: readonly Hit[], language: string | null): Hit[] {
  if (language === null) return [...hits];
  const isRead = ({ article }: Hit) => article.language === null || article.language === language;
  const weighed = hits
    .map((hit) => (isRead(hit) ? hit : { ...hit, score: hit.score * OTHER_LANGUAGE }))
    .sort((a, b) => b.score - a.score);
  const [best] = weighed;
  return best !== undefined && isRead(best) ? weighed.filter(isRead) : weighed;
}
