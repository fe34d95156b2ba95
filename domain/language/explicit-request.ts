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
import type { Token } from './tokenise';
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
  kind: 'explicit' | 'callback' | 'accepted_offer' | 'department';
  /** The customer's own words that show it, in their spelling. */
  evidence: string;
  language: Language;
}

const KINDS = ['explicit', 'callback', 'department'] as const;

/**
 * Does this message ask for a person? Deterministic and linear in the text (which is cut to its head and tail); never throws.
 * A refusal, a report of the past, a question about opening hours or about the AI itself is not a request.
 */
export function findExplicitRequest(text: string, context: RequestContext): ExplicitRequest | null {
  const tokens = tokenise(text);
  for (const language of admittedLanguages(text, tokens, toLanguage(context.conversationLanguage))) {
    const request = findInLanguage(text, tokens, language, context);
    if (request) return request;
  }
  return null;
}

function findInLanguage(
  text: string,
  tokens: readonly Token[],
  language: Language,
  context: RequestContext,
): ExplicitRequest | null {
  const lexicon = REQUEST_LEXICONS[language];
  const view = viewOf(tokens, lexicon.vocabulary, { className: DEPARTMENT_CLASS, phrases: context.extraWords ?? [] });
  const evidenceOf = (match: Match): string => text.slice(tokens[match.start]?.start, tokens[match.end - 1]?.end);
  const sure = findMatch(lexicon.certain, view);
  if (sure) return { kind: 'explicit', evidence: evidenceOf(sure), language };
  let cancelled: Set<number> | null = null;
  for (const kind of KINDS) {
    const match = findMatch(lexicon[kind], view, ({ start, end }) => {
      cancelled ??= vetoedPositions(lexicon, view);
      return !overlaps(cancelled, start, end);
    });
    if (match) return { kind, evidence: evidenceOf(match), language };
  }
  if (context.handoffOffered && acceptsOffer(text, lexicon, view))
    return { kind: 'accepted_offer', evidence: text.trim(), language };
  return null;
}

/** Words of reports, questions and refusals. A refusal does not reach past a comma: "you do nothing, get me a manager". */
function vetoedPositions(lexicon: CompiledLexicon, view: View): Set<number> {
  const positions = new Set<number>();
  const refusals = findMatches(lexicon.refusals, clausesOf(view));
  for (const { start, end } of [...findMatches(lexicon.vetoes, view), ...refusals])
    for (let position = start; position < end; position += 1) positions.add(position);
  return positions;
}

function overlaps(positions: Set<number>, start: number, end: number): boolean {
  for (let position = start; position < end; position += 1) if (positions.has(position)) return true;
  return false;
}
