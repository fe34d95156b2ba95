/** Every id under which WhatsApp knows one person. Any may be absent: a phone number is not a key. */
export interface Identities {
  /** The phone number in digits as WhatsApp writes it; absent for people who chose a username. */
  waId: string | null;
  /** Business-scoped user id, `ES.1349...`; survives a new username but not a new phone number. */
  bsuid: string | null;
  /** The same across linked business portfolios, `ES.ENT.1181...`. */
  parentBsuid: string | null;
}

export interface CustomerIdentity extends Identities {
  username: string | null;
  /** The name they gave themselves; free text, not unique. */
  profileName: string | null;
}

export type InboundKind =
  | 'text'
  | 'image'
  | 'video'
  | 'audio'
  | 'document'
  | 'sticker'
  | 'location'
  | 'contacts'
  | 'interactive'
  | 'button'
  | 'reaction'
  | 'order'
  | 'system'
  | 'edit'
  | 'revoke'
  | 'request_welcome'
  | 'unsupported';

/** A file at WhatsApp. Its id expires after 7 days, so copy it when it arrives. */
export interface InboundMedia {
  waMediaId: string;
  /** May carry parameters: `audio/ogg; codecs=opus`. */
  mimeType: string;
  sha256: string | null;
  filename: string | null;
  /** True for a voice note recorded in the chat, false for an audio file that was attached. */
  voice: boolean;
}

/** A customer who got new ids (system messages). Absent ids did not change. */
export interface IdentityChange {
  previousBsuid?: string;
  newWaId?: string;
  newBsuid?: string;
}

/** What one message says, whoever wrote it; made safe to store: no NUL, no lone surrogate, JSON of bounded depth. */
export interface MessageContent {
  kind: InboundKind;
  /** What a person would read: text, caption, title of the pressed button, a location in words; null if there is none. */
  text: string | null;
  /** The type's own body as received, safe to store as jsonb; the whole message if its kind is `unsupported`. */
  payload: Record<string, unknown>;
  /** The id we gave the pressed button or list row. */
  buttonId: string | null;
  media: InboundMedia | null;
  /** False for what no one would answer: reactions, edits, revokes, system messages, an opened chat. */
  needsAnswer: boolean;
  identityChange: IdentityChange | null;
  reactionTo: string | null;
  editOf: string | null;
  revokeOf: string | null;
}

/** One message of a customer, or (as an echo) of the business's own phone. */
export interface InboundMessage extends MessageContent {
  waMessageId: string;
  /** WhatsApp's time of the message; whole seconds. */
  sentAt: Date;
  from: CustomerIdentity;
  /** `waMessageId` of the message it quotes. */
  replyTo: string | null;
}

export type DeliveryState = 'sent' | 'delivered' | 'read' | 'failed';

/** A step in the life of a message we sent. May come repeated, late and in any order. */
export interface DeliveryStatus {
  waMessageId: string;
  /** A voice message that was `played` counts as read. */
  status: DeliveryState;
  at: Date;
  /** Our own key of the message (`biz_opaque_callback_data`): proves a send whose answer was lost. */
  key: string | null;
  errorCode: number | null;
  errorTitle: string | null;
  errorDetails: string | null;
  /** What WhatsApp charges, as received. */
  pricing: Record<string, unknown> | null;
}

/** One thing a webhook reports. */
export type WebhookItem =
  | { kind: 'message'; phoneNumberId: string; message: InboundMessage }
  | { kind: 'status'; phoneNumberId: string; status: DeliveryStatus }
  /** Somebody answered `to` on the business's own phone. */
  | { kind: 'echo'; phoneNumberId: string; to: CustomerIdentity; message: InboundMessage }
  /** About the account rather than a conversation: any other field, or errors that concern no single message. */
  | { kind: 'account'; field: string; value: Record<string, unknown> };
