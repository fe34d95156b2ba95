import { admittedLanguages } from './detect-language';
import type { CompiledLexicon } from './compiled-lexicon';
import { DEPARTMENT_CLASS } from './compiled-lexicon';
import { acceptsOffer } from './accepted-offer';
import type { Language } from './languages';
import { toLanguage } from './languages';
import type { Match, View } from './pattern';
import { clausesOf, viewOf } from './pattern';
import { findMatch, findMatches } from './pattern-set';
import { REQUEST_LEXICONS } from './request-lexicons';
import { askingOdds } from './request-scorer';
import { tokenise } from './tokenise';

export interface RequestContext {
  /** The language the conversation was held in so far, as a tag, if known. */
  conversationLanguage: string | null;
  /** The AI's last message offered a teammate. */
  handoffOffered: boolean;
  /** The business's own names of departments and people that a customer may ask for. */
  extraWords?: readonly string[];
}

export interface ExplicitRequest {
  kind: 'explicit' | 'callback' | 'accepted_offer' | 'department' | 'learnt_request';
  /** The customer's own words that show it, in their spelling. */
  evidence: string;
  language: Language;
}

const KINDS = ['explicit', 'callback', 'department'] as const;
/** Log-odds from which a message that no rule knows is taken for a request, and what a report or a question in it adds to them. */
const ASKING_ODDS = 0.6;
const VETOED_ODDS = 1.5;
/** Log-odds below which a message is so unlike a request that a rule's words in it are taken for chance. */
const DOUBTED_ODDS = -1.8;
const FEWEST_DOUBTED_WORDS = 8;
/** Fewer words are a name or a topic; what they ask for, the rules know. */
const FEWEST_WORDS = 4;

/**
 * Does this message ask for a person? Deterministic and linear in the text (which is cut to its head and tail); never throws.
 * A refusal, a report of the past, a question about opening hours or about the AI itself is not a request. What no rule knows is
 * judged by its likeness to many requests (`request-scorer.ts`), in the likeliest language; what is very unlike them is none.
 */
export function findExplicitRequest(text: string, context: RequestContext): ExplicitRequest | null {
  const readings = readingsOf(text, context);
  const [likeliest] = readings;
  if (likeliest === undefined) return null;
  for (const reading of readings) {
    const request = findInLanguage(text, reading, likeliest, context);
    if (request) return request;
  }
  if (!soundsLikeRequest(likeliest)) return null;
  return { kind: 'learnt_request', evidence: text.trim(), language: likeliest.language };
}

/** A message read in one language; `clauses` is the same cut at commas. */
interface Reading {
  language: Language;
  lexicon: CompiledLexicon;
  view: View;
  clauses: View;
}

/** The message in every language that may read it, the likeliest first. */
function readingsOf(text: string, { conversationLanguage, extraWords }: RequestContext): Reading[] {
  const tokens = tokenise(text);
  return admittedLanguages(text, tokens, toLanguage(conversationLanguage)).map((language) => {
    const lexicon = REQUEST_LEXICONS[language];
    const extra = { className: DEPARTMENT_CLASS, phrases: extraWords ?? [] };
    const view = viewOf(tokens, lexicon.vocabulary, extra);
    return { language, lexicon, view, clauses: clausesOf(view) };
  });
}

function soundsLikeRequest({ lexicon, view, clauses }: Reading): boolean {
  if (view.tokens.length < FEWEST_WORDS) return false;
  const odds = askingOdds(view);
  if (odds < ASKING_ODDS || findMatch(lexicon.refusals, clauses) !== null) return false;
  // Where every word belongs to a report or a question, nothing is left to ask with.
  const vetoed = coverOf(findMatches(lexicon.vetoes, clauses)).size;
  return vetoed === 0 || (odds >= ASKING_ODDS + VETOED_ODDS && vetoed < view.tokens.length);
}

/** Only of a single sentence: one that asks for nothing says nothing against the next. */
function isDoubted({ view: { tokens, ...view } }: Reading): boolean {
  if (tokens.length < FEWEST_DOUBTED_WORDS || tokens[0]?.sentence !== tokens.at(-1)?.sentence) return false;
  return askingOdds({ tokens, ...view }) < DOUBTED_ODDS;
}

function findInLanguage(
  text: string,
  reading: Reading,
  likeliest: Reading,
  context: RequestContext,
): ExplicitRequest | null {
  const { language, lexicon, view, clauses } = reading;
  let doubted: boolean | null = null;
  const evidenceOf = ({ start, end }: Match): string =>
    text.slice(view.tokens[start]?.start, view.tokens[end - 1]?.end);
  const sure = findMatch(lexicon.certain, view);
  if (sure) return { kind: 'explicit', evidence: evidenceOf(sure), language };
  let cancelled: Set<number> | null = null;
  const suits = ({ start, end }: Match): boolean => {
    // What the message's own language cancels is no request in a related one either ("eres una persona de verdad").
    cancelled ??= vetoedPositions(new Set([reading, likeliest]));
    return !overlaps(cancelled, start, end);
  };
  for (const kind of KINDS) {
    // A comma may begin and end a request as a full stop does: "it still fails, agent please".
    const match = findMatch(lexicon[kind], view, suits) ?? findMatch(lexicon[kind], clauses, suits);
    if (!match) continue;
    // Departments are named by the business as well, in words that no scorer has learnt.
    if (kind === 'department' || !(doubted ??= isDoubted(likeliest)))
      return { kind, evidence: evidenceOf(match), language };
  }
  if (context.handoffOffered && acceptsOffer(text, lexicon, view))
    return { kind: 'accepted_offer', evidence: text.trim(), language };
  return null;
}

/** Words of reports, questions and refusals. None reaches past a comma: "they told me nothing, get me a manager". */
function vetoedPositions(readings: Iterable<Reading>): Set<number> {
  return coverOf(
    [...readings].flatMap(({ lexicon, clauses }) => [
      ...findMatches(lexicon.vetoes, clauses),
      ...findMatches(lexicon.refusals, clauses),
    ]),
  );
}

function coverOf(matches: readonly Match[]): Set<number> {
  const positions = new Set<number>();
  for (const { start, end } of matches)
    for (let position = start; position < end; position += 1) positions.add(position);
  return positions;
}

function overlaps(positions: Set<number>, start: number, end: number): boolean {
  for (let position = start; position < end; position += 1) if (positions.has(position)) return true;
  return false;
}
