import type { Disagreement } from '../domain/disagreement';
import type { Decision } from './contract';

/**
 * Where a model decided otherwise than the fixed rules, which had handed off nothing, read the same burst: recorded to tune
 * both. Null when no model was asked. A handoff for another reason says nothing about the customer's mood.
 */
export function disagreementOf(decision: Decision, isAnnoyed: boolean): Disagreement | null {
  if ((decision.basis?.model ?? null) === null) return null;
  if (decision.kind !== 'handoff') return isAnnoyed ? 'anger_seen_by_rules_only' : null;
  if (decision.reason === 'asked_for_person') return 'request_seen_by_model_only';
  return decision.reason === 'upset' && !isAnnoyed ? 'anger_seen_by_model_only' : null;
}
