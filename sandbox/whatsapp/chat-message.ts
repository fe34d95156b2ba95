/**
 * How far a message came. For a customer's own: `waiting` (phone offline), `sent` (WhatsApp has it), `delivered` (the webhook
 * was answered 200), `read` (the business marked it). For the business's: what the status webhooks say.
 */
export type ChatState = 'waiting' | 'sent' | 'delivered' | 'read' | 'failed';

export interface ChatMessage {
  /** The wamid. */
  id: string;
  customerId: string;
  from: 'customer' | 'business' | 'owner_phone';
  atMs: number;
  type: string;
  /** The message's wire JSON: `{ text: { body } }`, `{ interactive: ... }`, ... */
  content: Record<string, unknown>;
  state: ChatState;
  /** `biz_opaque_callback_data`. */
  key: string | null;
  /** The wamid this answers. */
  replyTo: string | null;
  reaction: string | null;
  edited: boolean;
  revoked: boolean;
  /** Webhook attempts of a customer's message that were not answered 200. */
  failedAttempts: number;
  errorCode: number | null;
}

const RANK: Record<ChatState, number> = { waiting: 0, sent: 1, delivered: 2, read: 3, failed: 4 };

/** True when `next` is further on than `current`: a tick never goes back. */
export function isFurther(current: ChatState, next: ChatState): boolean {
  return RANK[next] > RANK[current];
}

export function newChatMessage(
  given: Pick<ChatMessage, 'id' | 'customerId' | 'from' | 'atMs' | 'type' | 'content'> & Partial<ChatMessage>,
): ChatMessage {
  return {
    state: 'sent',
    key: null,
    replyTo: null,
    reaction: null,
    edited: false,
    revoked: false,
    failedAttempts: 0,
    errorCode: null,
    ...given,
  };
}
