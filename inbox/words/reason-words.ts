import type { Handoff } from '../../api/contract/conversation';

/** Why a conversation was handed over, at a glance. */
export const REASON_WORDS: Record<Handoff['reason'], string> = {
  asked_for_person: 'Asked for a person',
  cannot_resolve: 'The AI could not answer',
  upset: 'Sounds upset',
  agent_failed: 'The AI was not available',
  delivery_failed: 'The AI’s answer did not arrive',
  unreadable_media: 'Sent something the AI cannot read',
  human_only_topic: 'A topic only people answer',
  loop: 'Going in circles',
  unusual_volume: 'Unusually many messages',
  taken_over: 'Taken over',
  late_message: 'Left without an answer',
  requested_by_teammate: 'Handed over by a teammate',
};
