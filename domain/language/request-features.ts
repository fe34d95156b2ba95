import type { View } from './pattern';
import { WORD_FEATURES, wordFeatures } from './word-features';

/** Numbers that these features take, from 0: those of the words first, then as many for the order of the word lists. */
export const REQUEST_FEATURES = 2 * WORD_FEATURES;

/**
 * The word lists that every language has under one of these names, as numbers from 1: what a message is about, whatever its
 * language. Lists that say the same thing have the same number.
 */
const KINDS: ReadonlyMap<string, number> = new Map(
  [
    ['person', 'people'],
    ['someone'],
    ['staff'],
    ['senior'],
    ['talk'],
    ['with'],
    ['connect', 'connectStrict'],
    ['want'],
    ['help', 'assistance'],
    ['service'],
    ['department', 'office'],
    ['desk', 'team'],
    ['bot'],
    ['real', 'adj', 'swear'],
    ['call', 'callMe', 'called'],
    ['reach'],
    ['info'],
    ['past'],
    ['not', 'neg'],
    ['me'],
    ['us', 'our'],
    ['number'],
    ['when'],
  ].flatMap((names, at) => names.map((name): [string, number] => [name, at + 1])),
);

/** Places whose order is looked at, and how far one may be from the next: both bound the time. */
const MOST_PLACES = 60;
const FARTHEST = 7;
/** Nearer words belong together ("talk to a person"). */
const NEAR = 2;

/**
 * What the scorer of `request-scorer.ts` sees of a message read in one language: its words, and which word lists stand in which
 * order (one, two or three of them, and how near), which is the same for every language. Numbers below `REQUEST_FEATURES`.
 */
export function requestFeatures({ tokens, classesAt }: View): Set<number> {
  const found = wordFeatures(tokens);
  const places = classesAt.slice(0, MOST_PLACES).map((classes) => kindsOf(classes.keys()));
  const add = (shape: number, one: number, two = 0, three = 0): void => {
    found.add(WORD_FEATURES + hashOf(((shape * 32 + one) * 32 + two) * 32 + three));
  };
  places.forEach((kinds, first) => {
    const reach = Math.min(places.length, first + FARTHEST + 1);
    for (const one of kinds) {
      add(1, one);
      if (first === 0) add(2, one);
      if (first === tokens.length - 1) add(3, one);
      for (let second = first + 1; second < reach && tokens[second]?.clause === tokens[first]?.clause; second += 1)
        for (const two of places[second] ?? []) {
          add(second - first <= NEAR ? 4 : 5, one, two);
          for (let third = second + 1; third < reach && tokens[third]?.clause === tokens[first]?.clause; third += 1)
            for (const three of places[third] ?? []) add(6, one, two, three);
        }
    }
  });
  add(7, Math.min(31, Math.round(2 * Math.log2(1 + tokens.length))));
  return found;
}

function kindsOf(names: Iterable<string>): Set<number> {
  const kinds = new Set<number>();
  for (const name of names) {
    const kind = KINDS.get(name);
    if (kind !== undefined) kinds.add(kind);
  }
  return kinds;
}

/** Spreads a number over those below `WORD_FEATURES`. */
function hashOf(number: number): number {
  const mixed = Math.imul(number ^ (number >>> 16), 0x45d9f3b);
  return (mixed ^ (mixed >>> 15)) & (WORD_FEATURES - 1);
}
