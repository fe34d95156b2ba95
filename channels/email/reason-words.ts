import type { HandoffReason } from '../../domain/handoff-reason';

/** Why a conversation was handed over, as a teammate reads it at a glance. */
export const REASON_WORDS: Record<HandoffReason, string> = {
  asked_for_person: 'Asked for a person',
  cannot_resolve: 'The AI could not answer',
  upset: 'Sounds upset',
  agent_failed: 'The AI was not available',
  delivery_failed: 'The answer of the AI did not arrive',
  unreadable_media: 'Sent something the AI cannot read',
  human_only_topic: 'A topic that only people answer',
  loop: 'The conversation went in circles',
  unusual_volume: 'Unusually many messages',
  taken_over: 'A teammate took over',
  late_message: 'A message was left without an answer',
  requested_by_teammate: 'A teammate handed it over',
};
