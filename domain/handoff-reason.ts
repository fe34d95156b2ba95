/**
 * Why a conversation left the AI. A closed list: the same code is a row value, a search attribute, an HTTP field and an
 * e-mail's "why". Adding one means adding its words in `channels/email` and the reassurance texts.
 */
export const HANDOFF_REASONS = [
  'asked_for_person',
  'cannot_resolve',
  'upset',
  'agent_failed',
  'delivery_failed',
  'unreadable_media',
  'human_only_topic',
  'loop',
  'unusual_volume',
  'taken_over',
  'late_message',
  'requested_by_teammate',
] as const;

export type HandoffReason = (typeof HANDOFF_REASONS)[number];
