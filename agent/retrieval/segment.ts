import type { Article } from '../contract';
import { createBm25Builder, type Bm25Index, type TermCounts } from './bm25';
import { createGramBuilder, type GramIndex } from './gram-index';
import { type Passage, passagesOf } from './passages';
import { termOf, topicWordsOf, wordsOf } from './terms';
import type { Work } from './work';

/** How often a term of each part counts against one of the body. */
const WEIGHTS = { title: 4, heading: 2, question: 1, body: 1 };

/** What each view of an article counts: its words, its closest unit, all units as one, its closest title or question. */
const PARTS = { lexical: 1, closest: 1, whole: 1, lead: 0.5 };
const ALL_PARTS = Object.values(PARTS).reduce((sum, part) => sum + part, 0);

/** A question, read once for all segments. */
export interface Query {
  terms: ReadonlySet<string>;
  grams: ReadonlyMap<string, number>;
}

/** How often things occur, by which all segments of one index weigh alike: their scores can be compared. */
interface Statistics {
  whole: Pick<Bm25Index, 'idf' | 'meanLength'>;
  leads: Pick<Bm25Index, 'idf' | 'meanLength'>;
  grams: Pick<GramIndex, 'idf'>;
}

/** Articles that were read together, and never change. */
export interface Segment {
  articles: readonly Article[];
  statistics: Statistics;
  find(query: Query): Found;
}

interface Found {
  /** By article, 0..1. */
  scores: Float64Array;
  /** The passage that has the most of the query, rare terms first; grams decide between equals. */
  passage: (article: number) => Passage;
}

/** A passage with its terms, and where its cosine stands. */
interface PassageUnit {
  at: number;
  terms: readonly string[];
  passage: Passage;
}

/** Reads articles, a passage at a step; weighs by the statistics given, or by what is found in these articles themselves. */
export function* buildSegment(articles: readonly Article[], given: Statistics | null): Work<Segment> {
  const wholeBuilder = createBm25Builder();
  const leadsBuilder = createBm25Builder();
  const gramsBuilder = createGramBuilder();
  const unitOwners: number[] = [];
  const leadOwners: number[] = [];
  const passages: PassageUnit[][] = [];
  for (const [owner, article] of articles.entries()) {
    const counts = new Map<string, number>();
    const lead = (text: string, weight: number) => {
      const words = topicWordsOf(text);
      addTerms(counts, words.map(termOf), weight);
      leadsBuilder.add(addTerms(new Map(), words.map(termOf), 1));
      leadOwners.push(owner);
      gramsBuilder.add(phraseOf(words, text), owner);
      unitOwners.push(owner);
    };
    lead(article.title, WEIGHTS.title);
    for (const question of article.questions ?? []) {
      lead(question, WEIGHTS.question);
      yield;
    }
    const own: PassageUnit[] = [];
    for (const passage of passagesOf(article.content)) {
      const [heading, body] = [topicWordsOf(passage.heading), topicWordsOf(passage.text)];
      const [headingTerms, bodyTerms] = [heading.map(termOf), body.map(termOf)];
      addTerms(counts, headingTerms, WEIGHTS.heading);
      addTerms(counts, bodyTerms, WEIGHTS.body);
      own.push({ at: unitOwners.length, terms: [...new Set([...headingTerms, ...bodyTerms])], passage });
      gramsBuilder.add([...heading, ...body], owner);
      unitOwners.push(owner);
      yield;
    }
    passages.push(own);
    wholeBuilder.add(counts);
  }
  const whole = yield* wholeBuilder.finish(given?.whole ?? null);
  const leads = yield* leadsBuilder.finish(given?.leads ?? null);
  const grams = yield* gramsBuilder.finish(given?.grams ?? null);

  const passageOf = (owner: number, { terms }: Query, cosines: Float64Array): Passage => {
    let best: Passage = { heading: '', text: articles[owner]?.content ?? '' };
    let bestScore = -1;
    for (const unit of passages[owner] ?? []) {
      const covered = unit.terms.reduce((sum, term) => sum + (terms.has(term) ? whole.idf(term) : 0), 0);
      const score = covered + (cosines[unit.at] ?? 0);
      if (score > bestScore) [best, bestScore] = [unit.passage, score];
    }
    return best;
  };

  return {
    articles,
    statistics: given ?? { whole, leads, grams },
    find(query) {
      const cosines = grams.cosines(query.grams);
      const closest = new Float64Array(articles.length);
      const sums = new Float64Array(articles.length);
      const lead = new Float64Array(articles.length);
      // Plain loops: with thousands of articles there are tens of thousands of units, for every question anew.
      for (let at = 0; at < unitOwners.length; at += 1) {
        const owner = unitOwners[at] ?? 0;
        const cosine = cosines[at] ?? 0;
        if (cosine > (closest[owner] ?? 0)) closest[owner] = cosine;
        sums[owner] = (sums[owner] ?? 0) + cosine;
      }
      const leadScores = leads.scores(query.terms);
      for (let at = 0; at < leadOwners.length; at += 1) {
        const owner = leadOwners[at] ?? 0;
        const score = leadScores[at] ?? 0;
        if (score > (lead[owner] ?? 0)) lead[owner] = score;
      }
      const scores = whole
        .scores(query.terms)
        .map(
          (lexical, owner) =>
            (PARTS.lexical * lexical +
              PARTS.closest * (closest[owner] ?? 0) +
              PARTS.whole * ((sums[owner] ?? 0) / (grams.sumLengths[owner] || 1)) +
              PARTS.lead * (lead[owner] ?? 0)) /
            ALL_PARTS,
        );
      return { scores, passage: (owner) => passageOf(owner, query, cosines) };
    },
  };
}

/** A title or a question as a whole: "where is my order?" is its small words too, though those with a topic weigh more. */
export function phraseOf(topicWords: readonly string[], text: string): string[] {
  return [...topicWords, ...topicWords, ...wordsOf(text)];
}

function addTerms(counts: Map<string, number>, terms: readonly string[], weight: number): TermCounts {
  for (const term of terms) counts.set(term, (counts.get(term) ?? 0) + weight);
  return counts;
}
