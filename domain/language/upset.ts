import { admittedLanguages } from './detect-language';
import type { Language } from './languages';
import { toLanguage } from './languages';
import type { Match } from './pattern';
import { viewOf } from './pattern';
import type { PatternSet } from './pattern-set';
import { findMatches } from './pattern-set';
import type { Token } from './tokenise';
import { tokenise } from './tokenise';
import { UPSET_LEXICONS } from './upset-lexicons';
import { angerOdds } from './upset-scorer';

export interface Upset {
  /** Strong: hand off now. Medium: the AI gets one chance to acknowledge it and help. */
  level: 'strong' | 'medium' | 'none';
  /** Points, see the weights below; 0 for a calm message. */
  score: number;
  /** The customer's words that weighed most. */
  evidence: string | null;
}

const STRONG = 3;
const MEDIUM = 1.5;
const WEAK = 0.75;
const MILD = 0.5;
const SHOUTED = 1;
const EXCLAIMED = 0.5;
// Annoyance and swearing add up to at most this: without a complaint they are no anger ("where is my damn invoice").
const MOST_MILD = 1;
/** Log-odds at which the scorer alone takes a message for a complaint; each point of the lexicons lowers it by one. */
const NOTICED_ODDS = 1;
/** Log-odds below which the words of a medium complaint are taken for chance: they stand in a message that is like the calm ones. */
const DOUBTED_ODDS = -4;
const FEWEST_DOUBTED_WORDS = 6;
/** Taken from the scorer's log-odds where calm rules cover this share of a message without anger: regret and self-mockery look like complaints. */
const CALMED_ODDS = 1.5;
const CALMED_SHARE = 1 / 4;
/** Two of them complain without a word. */
const ANGRY_FACES = /(?:[\u{1F620}\u{1F621}\u{1F624}\u{1F92C}\u{1F595}]\s?){2}/u;
const ANGRY_FACE = /[\u{1F620}\u{1F621}\u{1F624}\u{1F92C}\u{1F595}]/u;

/** How upset the customer sounds. Deterministic, linear in the text, never throws; the languages are read as for requests. */
export function scoreUpset(text: string, context: { conversationLanguage?: string | null } = {}): Upset {
  const tokens = tokenise(text);
  const signs = emphasis(text, tokens);
  let worst: Upset = { level: 'none', score: 0, evidence: null };
  let isCalmed = false;
  for (const language of admittedLanguages(text, tokens, toLanguage(context.conversationLanguage))) {
    const found = weighWords(text, tokens, language);
    isCalmed ||= found.isCalmed;
    // Shouting makes a complaint worse; alone it may be a name, an order number or a habit.
    const score = found.points >= WEAK ? found.points + signs : found.points;
    if (score > worst.score) worst = { level: levelOf(score), score, evidence: found.evidence };
  }
  if (worst.score >= STRONG) return worst;
  if (ANGRY_FACES.test(text)) return { ...worst, level: 'medium', score: Math.max(MEDIUM, worst.score) };
  const learnt = angerOdds(tokens);
  if (learnt === null) return worst;
  const odds = isCalmed && worst.score < WEAK ? learnt - CALMED_ODDS : learnt;
  // Only of a single sentence: a calm question says nothing against the complaint before it.
  const isDoubted =
    odds < DOUBTED_ODDS && tokens.length >= FEWEST_DOUBTED_WORDS && tokens[0]?.sentence === tokens.at(-1)?.sentence;
  if (worst.score >= MEDIUM) return isDoubted ? { ...worst, level: 'none' } : worst;
  // Enough to be noticed, never enough to hand off at once.
  const score = Math.min(MEDIUM, worst.score + Math.max(0, odds - NOTICED_ODDS + MEDIUM));
  return { ...worst, level: levelOf(score), score };
}

function levelOf(score: number): Upset['level'] {
  if (score >= STRONG) return 'strong';
  return score >= MEDIUM ? 'medium' : 'none';
}

function weighWords(
  text: string,
  tokens: readonly Token[],
  language: Language,
): { points: number; evidence: string | null; isCalmed: boolean } {
  const { vocabulary, strong, medium, weak, mild, calm } = UPSET_LEXICONS[language];
  const view = viewOf(tokens, vocabulary);
  const taken = new Set<number>();
  const claim = (rules: PatternSet): Match[] => findMatches(rules, view).filter((match) => take(taken, match));
  claim(calm);
  const isCalmed = taken.size >= CALMED_SHARE * tokens.length;
  const found = { strong: claim(strong), medium: claim(medium), weak: claim(weak), mild: claim(mild) };
  const points =
    STRONG * found.strong.length +
    MEDIUM * found.medium.length +
    WEAK * new Set(found.weak.map(({ pattern }) => pattern)).size +
    Math.min(MOST_MILD, MILD * found.mild.length);
  const heaviest = found.strong[0] ?? found.medium[0] ?? found.weak[0] ?? found.mild[0];
  return { points, evidence: heaviest ? wordsOf(text, tokens, heaviest) : null, isCalmed };
}

function wordsOf(text: string, tokens: readonly Token[], { start, end }: Match): string {
  return text.slice(tokens[start]?.start, tokens[end - 1]?.end);
}

/** Claims a match's words; false if another rule has already counted one of them. */
function take(taken: Set<number>, { start, end }: Match): boolean {
  for (let position = start; position < end; position += 1) if (taken.has(position)) return false;
  for (let position = start; position < end; position += 1) taken.add(position);
  return true;
}

function emphasis(text: string, tokens: readonly Token[]): number {
  const words = tokens
    .map(({ start, end }) => text.slice(start, end))
    .filter((word) => /\p{Lu}{3}|\p{Ll}{3}/u.test(word));
  const shouted = words.filter((word) => word === word.toUpperCase()).length;
  const shouts = shouted >= 2 && shouted > words.length / 2;
  return (shouts ? SHOUTED : 0) + (/[!?]{2}/u.test(text) ? EXCLAIMED : 0) + (ANGRY_FACE.test(text) ? SHOUTED : 0);
}
