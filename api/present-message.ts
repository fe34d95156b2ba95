import { z } from 'zod';
import type { MessageView } from '../db/message-list';
import { promisesAnswer } from '../domain/promise-words';
import { adviseOn, mayHelpAgain } from '../domain/whatsapp-errors';
import type { Message } from './contract/message';

/** A message as clients see it. WhatsApp's raw body stays with us. */
export function presentMessage(message: MessageView): Message {
  return {
    id: message.id,
    author: presentAuthor(message),
    kind: message.kind,
    text: message.text,
    opening: message.opening,
    promisesAnswer: message.author === 'teammate' && message.text !== null && promisesAnswer(message.text),
    purpose: message.purpose,
    waMessageId: message.waMessageId,
    replyTo: message.replyTo ?? aboutMessage(message.payload),
    createdAt: message.createdAt.toISOString(),
    placedAt: message.placedAt.toISOString(),
    state: message.state,
    error: message.error,
    advice: message.state === 'failed' ? adviseOnFailure(message.error) : null,
    canSendAgain: message.resentAs === null && isWorthRepeating(message),
    mayHaveArrived: mayHaveArrived(message),
    resentAs: message.resentAs,
    arrived:
      message.arrivedAt === null || message.arrivedBy === null
        ? null
        : { at: message.arrivedAt.toISOString(), teammateId: message.arrivedBy },
    quoted: message.quoted && {
      id: message.quoted.id,
      author: presentAuthor(message.quoted),
      kind: message.quoted.kind,
      text: message.quoted.text,
    },
    edited: message.editedAt !== null,
    revoked: message.revokedAt !== null,
    transcribed: message.transcribedAt !== null && message.text !== null,
    buttons: offered(message),
    media: message.media.map(({ id, mimeType, filename, size, voice, state, error }) => ({
      id,
      mimeType,
      filename,
      size,
      voice,
      state,
      error,
    })),
    clientId: message.clientId,
    handoffId: message.handoffId,
  };
}

function adviseOnFailure(error: string | null): string {
  if (error === 'overtaken') return 'It was held up on its way, and later messages went first.';
  return adviseOn(codeIn(error));
}

/** Of a teammate's own: what nobody could confirm, and what failed for a reason that may have passed. */
function isWorthRepeating(message: MessageView): boolean {
  const { author, state, error } = message;
  if (author !== 'teammate') return false;
  return mayHaveArrived(message) || (state === 'failed' && mayHelpAgain(codeIn(error)));
}

/** Of a person's words or an answer of the AI: a reassurance answers nothing. */
function mayHaveArrived({ author, purpose, state, arrivedAt, resentAs }: MessageView): boolean {
  const isAnswer = author === 'teammate' || (author === 'ai' && purpose === 'reply');
  return isAnswer && state === 'unconfirmed' && arrivedAt === null && resentAs === null;
}

/** WhatsApp's code out of our word for it: `whatsapp_131047`. */
function codeIn(error: string | null): number | null {
  const code = /^whatsapp_(\d+)$/.exec(error ?? '')?.[1];
  return code === undefined ? null : Number(code);
}

export function presentAuthor({ author, teammateId }: Pick<MessageView, 'author' | 'teammateId'>): Message['author'] {
  if (author !== 'teammate') return { kind: author };
  if (teammateId === null) throw new Error('a message of a teammate without the teammate');
  return { kind: author, teammateId };
}

const Choice = z.object({ id: z.string(), title: z.string() });
const Offer = z.object({ buttons: z.array(Choice).optional(), rows: z.array(Choice).optional() });

/** What we offered to press. A customer's payload is WhatsApp's and may hold anything. */
function offered({ author, payload }: MessageView): Message['buttons'] {
  if (author === 'customer' || author === 'business_phone') return [];
  const offer = Offer.safeParse(payload).data;
  return offer?.buttons ?? offer?.rows ?? [];
}

const About = z.union([
  z.object({ message_id: z.string() }).transform(({ message_id }) => message_id),
  z.object({ original_message_id: z.string() }).transform(({ original_message_id }) => original_message_id),
]);

/** The message that a reaction, an edit or a revoke is about. */
function aboutMessage(payload: Record<string, unknown>): string | null {
  return About.safeParse(payload).data ?? null;
}
