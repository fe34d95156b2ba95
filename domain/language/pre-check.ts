import type { RequestContext } from './explicit-request';
import { findExplicitRequest } from './explicit-request';
import type { Language } from './languages';
import { refusesHandoff } from './refusal';
import { TALK_TO_A_PERSON } from './talk-to-a-person';
import { scoreUpset } from './upset';

export interface PreCheckContext extends RequestContext {
  /** Id of the reply button that the customer tapped within this burst, if any. */
  tappedButtonId?: string | null;
}

export interface PreCheckHit {
  reason: 'asked_for_person' | 'upset';
  /** The customer's own words. */
  evidence: string;
  /** Which rule fired: recorded, to compare with what the model decided. */
  detector: 'button' | 'explicit' | 'callback' | 'accepted_offer' | 'department' | 'learnt_request' | 'upset';
  /** The language whose rules fired; null for a button or anger. */
  language: Language | null;
}

const LONGEST_EVIDENCE = 300;

/**
 * Must this burst of messages go to a teammate, whatever the model thinks? Runs before and outside the model, and can only add
 * a handoff. Deterministic: the same burst and context give the same answer. Linear in the text; never throws.
 */
export function preCheck(burst: readonly string[], context: PreCheckContext): PreCheckHit | null {
  const text = burst.join('\n');
  if (context.tappedButtonId === TALK_TO_A_PERSON)
    return { reason: 'asked_for_person', evidence: shorten(text.trim()), detector: 'button', language: null };
  // A second reading without the line ends finds a request that was sent in pieces: "can I talk", "to a human".
  const request =
    findExplicitRequest(text, context) ?? (burst.length > 1 ? findExplicitRequest(burst.join(' '), context) : null);
  if (request)
    return {
      reason: 'asked_for_person',
      evidence: shorten(request.evidence),
      detector: request.kind,
      language: request.language,
    };
  const upset = scoreUpset(text, context);
  if (upset.level !== 'strong' || refusesHandoff(text, context.conversationLanguage)) return null;
  return { reason: 'upset', evidence: shorten(upset.evidence ?? text.trim()), detector: 'upset', language: null };
}

function shorten(words: string): string {
  return words.length <= LONGEST_EVIDENCE ? words : `${words.slice(0, LONGEST_EVIDENCE - 1)}…`;
}
