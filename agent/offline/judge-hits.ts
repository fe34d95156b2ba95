import type { Hit } from '../retrieval/article-index';

/**
 * Scores (0..1) that lexical search has to reach. Measured over a bank's 698 articles, three shops' questions and a large
 * out-of-scope set: one threshold alone hands off a quarter of the answerable questions, while the right article is among
 * the first three for most of them - hence the middle ground, in which the customer chooses.
 */
const THRESHOLDS = {
  /** From here the first article answers, if it is ahead of the second by `margin`. */
  answer: 0.4,
  margin: 0.04,
  /** From here it answers whatever comes second: near copies of an article are no reason to ask. */
  sure: 0.7,
  /** From here it answers when nothing else comes near: the second has less than half. */
  alone: 0.3,
  /** From here the first three are worth offering. */
  suggest: 0.2,
};

/** What a hit in a language the customer does not write keeps of its score. */
const OTHER_LANGUAGE = 0.8;

export type Verdict = { kind: 'answer'; hit: Hit } | { kind: 'suggest'; hits: Hit[] } | { kind: 'nothing' };

/** Whether the best hits answer, are worth a "did you mean", or are no help. Hits come best first. */
export function judgeHits(hits: readonly Hit[]): Verdict {
  const [first, second] = hits;
  if (first === undefined || first.score < THRESHOLDS.suggest) return { kind: 'nothing' };
  const next = second?.score ?? 0;
  const answers =
    first.score >= THRESHOLDS.sure ||
    (first.score >= THRESHOLDS.answer && first.score - next >= THRESHOLDS.margin) ||
    (first.score >= THRESHOLDS.alone && first.score >= 2 * next);
  if (answers) return { kind: 'answer', hit: first };
  return { kind: 'suggest', hits: hits.filter((hit) => hit.score >= first.score / 2).slice(0, 3) };
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
