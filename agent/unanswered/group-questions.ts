import type { Vector } from '../retrieval/postings';
import type { Work } from '../retrieval/work';
import { alikePairs } from './alike-pairs';
import { type DistinctText, distinctTexts, type KeptQuestion } from './distinct-texts';
import { readTexts } from './text-vectors';

/** Questions that ask the same. */
export interface QuestionGroup {
  questionIds: string[];
  /** The question that is most like all of them, in a customer's words. */
  example: string;
  /** ISO 639-1, or null when nobody can tell. */
  language: string | null;
}

/**
 * Least likeness, on average over all pairs, of two groups that become one. Chosen on labelled questions of a bank, two shops
 * and a voice service, for groups that an owner can trust before groups that are whole.
 */
const SAME = 0.26;

interface Grouping {
  members: number[];
  language: string | null;
  /** The sum of the members' vectors. */
  sum: Map<number, number>;
}

/**
 * Puts together what asks the same: texts of the same words always, others from the most alike pair on, as long as both
 * groups are alike on average and no two languages meet. Every question is in one group, and which one depends on the texts
 * alone, not on their order.
 */
export function* groupQuestions(questions: readonly KeptQuestion[]): Work<QuestionGroup[]> {
  const texts = yield* distinctTexts(questions);
  const read = yield* readTexts(texts.map(({ text }) => text));
  const groupOf: Grouping[] = [];
  for (const [text, { language }] of texts.entries()) {
    groupOf.push({ members: [text], language, sum: sumOf(vectorAt(read.vectors, text)) });
    yield;
  }
  const pairs = yield* alikePairs(read, SAME);
  yield;
  for (const [one, other] of pairs) {
    const [a, b] = [groupOf[one], groupOf[other]];
    if (a === undefined || b === undefined || a === b) continue;
    if (a.language !== null && b.language !== null && a.language !== b.language) continue;
    const [large, small] = a.sum.size >= b.sum.size ? [a, b] : [b, a];
    if (product(small.sum, large.sum) >= SAME * a.members.length * b.members.length) {
      take(large, small);
      for (const text of small.members) groupOf[text] = large;
    }
    yield;
  }
  const groups: QuestionGroup[] = [];
  for (const group of new Set(groupOf)) {
    groups.push(present(group, texts, read.vectors));
    yield;
  }
  return groups;
}

function sumOf({ keys, weights }: Vector): Map<number, number> {
  const sum = new Map<number, number>();
  for (let at = 0; at < keys.length; at += 1) sum.set(keys[at] ?? 0, weights[at] ?? 0);
  return sum;
}

/** Sum of the products of all pairs, as both are sums of vectors. */
function product(small: ReadonlyMap<number, number>, large: ReadonlyMap<number, number>): number {
  let sum = 0;
  for (const [key, weight] of small) sum += weight * (large.get(key) ?? 0);
  return sum;
}

function take(large: Grouping, small: Grouping): void {
  for (const [key, weight] of small.sum) large.sum.set(key, (large.sum.get(key) ?? 0) + weight);
  large.members.push(...small.members);
  large.language ??= small.language;
}

function present(
  { members, language, sum }: Grouping,
  texts: readonly DistinctText[],
  vectors: readonly Vector[],
): QuestionGroup {
  const ofAll = [...members].sort((one, other) => one - other);
  const likeness = new Map(ofAll.map((text) => [text, likenessTo(sum, vectorAt(vectors, text))]));
  const example = ofAll.reduce((best, text) => ((likeness.get(text) ?? 0) > (likeness.get(best) ?? 0) ? text : best));
  return {
    questionIds: ofAll.flatMap((text) => texts[text]?.questionIds ?? []),
    example: texts[example]?.text ?? '',
    language,
  };
}

function likenessTo(sum: ReadonlyMap<number, number>, { keys, weights }: Vector): number {
  return keys.reduce((total, key, at) => total + (weights[at] ?? 0) * (sum.get(key) ?? 0), 0);
}

function vectorAt(vectors: readonly Vector[], at: number): Vector {
  return vectors[at] ?? { keys: new Uint32Array(), weights: new Float32Array() };
}
