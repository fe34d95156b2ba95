import type { Article } from '../contract';
import { createBm25Index, type TermCounts } from './bm25';
import { createGramIndex } from './character-grams';
import { type Passage, passagesOf } from './passages';
import { termOf, topicWordsOf, wordsOf } from './terms';

/** How often a term of each part counts against one of the body. */
const WEIGHTS = { title: 4, heading: 2, question: 1, body: 1 };

/** What each view of an article counts: its words, its closest unit, all units as one, its closest title or question. */
const PARTS = { lexical: 1, closest: 1, whole: 1, lead: 0.5 };
const ALL_PARTS = Object.values(PARTS).reduce((sum, part) => sum + part, 0);

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

/** A title, a known question or a passage: what a query is compared with as a whole. Only passages have one to show. */
interface Unit {
  owner: number;
  words: string[];
  passage: Passage | null;
}

/**
 * Indexes articles for lexical search: BM25 over weighted fields and the cosine of character 3/4-grams with the closest
 * title, known question or passage, and with all of them together, in equal parts; and half a part for how much of the
 * question the closest title or known question has. Measured better than each alone, and than Postgres full-text search.
 */
export function createArticleIndex(articles: readonly Article[]): ArticleIndex {
  const byId = new Map(articles.map((article) => [article.id, article]));
  const analysed = articles.map(analyse);
  const units = analysed.flatMap((article) => article.units);
  const unitsByOwner = articles.map((): number[] => []);
  units.forEach((unit, at) => unitsByOwner[unit.owner]?.push(at));
  const bm25 = createBm25Index(analysed.map((article) => article.counts));
  const grams = createGramIndex(
    units.map((unit) => unit.words),
    units.map((unit) => unit.owner),
  );
  const leads = analysed.flatMap((article) => article.leads);
  const unitOwners = Uint32Array.from(units, (unit) => unit.owner);
  const leadOwners = Uint32Array.from(leads, (lead) => lead.owner);
  const leadBm25 = createBm25Index(leads.map((lead) => lead.counts));

  /** The passage that has the most of the query, rare terms first; grams decide between equals. */
  const bestPassage = (owner: number, terms: ReadonlySet<string>, cosines: Float64Array): Passage => {
    let best: Passage = { heading: '', text: articles[owner]?.content ?? '' };
    let bestScore = -1;
    for (const at of unitsByOwner[owner] ?? []) {
      const unit = units[at];
      if (unit?.passage == null) continue;
      const present = new Set(unit.words.map(termOf));
      const covered = [...terms].reduce((sum, term) => sum + (present.has(term) ? bm25.idf(term) : 0), 0);
      const score = covered + (cosines[at] ?? 0);
      if (score > bestScore) [best, bestScore] = [unit.passage, score];
    }
    return best;
  };

  return {
    articles,
    article: (id) => byId.get(id),
    search(query, limit) {
      const asked = query.slice(0, LONGEST_QUERY);
      const topicWords = topicWordsOf(asked);
      if (topicWords.length === 0) return [];
      const terms = new Set(topicWords.map(termOf));
      const lexical = bm25.scores(terms);
      const cosines = grams.cosines(phraseOf(topicWords, asked));
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
      const leadScores = leadBm25.scores(terms);
      for (let at = 0; at < leadOwners.length; at += 1) {
        const owner = leadOwners[at] ?? 0;
        const score = leadScores[at] ?? 0;
        if (score > (lead[owner] ?? 0)) lead[owner] = score;
      }
      const scores = articles.map(
        (_, owner) =>
          (PARTS.lexical * (lexical[owner] ?? 0) +
            PARTS.closest * (closest[owner] ?? 0) +
            PARTS.whole * ((sums[owner] ?? 0) / (grams.sumLengths[owner] || 1)) +
            PARTS.lead * (lead[owner] ?? 0)) /
          ALL_PARTS,
      );
      return bestOf(scores, limit).flatMap((owner) => {
        const article = articles[owner];
        const score = scores[owner] ?? 0;
        return article === undefined ? [] : [{ article, score, passage: bestPassage(owner, terms, cosines) }];
      });
    },
  };
}

/** Positions of the highest scores above 0, at most `limit`, the highest first and equals in their order. */
function bestOf(scores: readonly number[], limit: number): number[] {
  const best: number[] = [];
  scores.forEach((score, at) => {
    const last = best[best.length - 1] ?? -1;
    if (score <= 0 || (best.length >= limit && score <= (scores[last] ?? 0))) return;
    const place = best.findLastIndex((other) => (scores[other] ?? 0) >= score) + 1;
    best.splice(place, 0, at);
    if (best.length > limit) best.pop();
  });
  return best;
}

interface Analysed {
  units: Unit[];
  /** The terms of the title and of each known question. */
  leads: { owner: number; counts: TermCounts }[];
  /** The terms of the whole article, each weighed by the part it stands in. */
  counts: TermCounts;
}

/** Reads an article once. */
function analyse(article: Article, owner: number): Analysed {
  const units: Unit[] = [];
  const leads: Analysed['leads'] = [];
  const counts = new Map<string, number>();
  const read = (text: string, weight: number) => {
    const words = topicWordsOf(text);
    addTerms(counts, words, weight);
    return words;
  };
  const lead = (text: string, weight: number) => {
    const words = read(text, weight);
    units.push({ owner, words: phraseOf(words, text), passage: null });
    leads.push({ owner, counts: addTerms(new Map(), words, 1) });
  };
  lead(article.title, WEIGHTS.title);
  for (const question of article.questions ?? []) lead(question, WEIGHTS.question);
  for (const passage of passagesOf(article.content)) {
    const heading = read(passage.heading, WEIGHTS.heading);
    units.push({ owner, words: [...heading, ...read(passage.text, WEIGHTS.body)], passage });
  }
  return { units, leads, counts };
}

function addTerms(counts: Map<string, number>, words: readonly string[], weight: number): Map<string, number> {
  for (const word of words) {
    const term = termOf(word);
    counts.set(term, (counts.get(term) ?? 0) + weight);
  }
  return counts;
}

/** A title or a question as a whole: "where is my order?" is its small words too, though those with a topic weigh more. */
function phraseOf(topicWords: readonly string[], text: string): string[] {
  return [...topicWords, ...topicWords, ...wordsOf(text)];
}
