import { attach } from '../db/attachments';
import { noteArrival, type Conversation } from '../db/conversations';
import { findMedia } from '../db/media';
import { findMessage, insertDraft, type Draft, type Message } from '../db/messages';
import type { Database, Transaction } from '../db/pool';
import { attachmentKind, type AttachmentKind } from '../domain/attachment';
import { Refusal } from '../domain/refusal';
import { isServiceWindowOpen } from '../domain/service-window';
import { wake } from '../domain/wake';
import { command, type Click, type Done } from './command';
import { actingTeammate, answeredByPerson, hold, refuseIfHeldByOther } from './hold';
import { openWithName } from './open-with-name';

export interface Reply {
  /** The caption, when a file goes with it. */
  text?: string | undefined;
  attachmentId?: string | undefined;
  /** The message it quotes, by our id. */
  replyTo?: string | undefined;
}

/** An approved template with everything filled in; the text is what the customer will read. */
export interface FilledTemplate {
  name: string;
  language: string;
  parameters: readonly string[];
  text: string;
  buttons: readonly string[];
  components: readonly Record<string, unknown>[];
}

/** What is sent, as the line keeps it. */
type Content = Pick<Draft, 'kind' | 'text' | 'payload' | 'purpose'> & Partial<Pick<Draft, 'replyTo' | 'resendOf'>>;

/**
 * Stores a teammate's reply; it will be sent once. Replying takes the conversation over: from this commit on the AI is
 * silent until the conversation is resolved.
 * @throws Refusal `handled_by_other`, `service_window_closed`, `invalid_request` for a file or a quote that cannot be
 * sent, and those of `command`.
 */
export async function replyAsTeammate(db: Database, click: Click & Reply): Promise<Done> {
  const { text, attachmentId, replyTo } = click;
  return command(db, click, { kind: 'reply', text, attachmentId, replyTo }, async (tx, conversation) => {
    refuseIfWindowClosed(conversation);
    const quoted = replyTo === undefined ? null : await quotable(tx, conversation.id, replyTo);
    const kind = attachmentId === undefined ? 'text' : await kindOfFile(tx, conversation.id, attachmentId);
    if (kind === 'audio' && text !== undefined)
      throw new Refusal(
        'invalid_request',
        'Audio goes without words on WhatsApp: send them as a message of their own.',
      );
    const done = await speak(tx, conversation, click, {
      kind,
      text: text ?? null,
      payload: {},
      purpose: 'reply',
      replyTo: quoted,
    });
    if (attachmentId !== undefined && !(await attach(tx, attachmentId, done.answer.messageId))) throw noFile();
    return done;
  });
}

/**
 * Stores an approved template, which WhatsApp takes at any time; it will be sent once. It is a person's message and takes
 * the conversation over like any other.
 * @throws Refusal `handled_by_other`, and those of `command`.
 */
export async function sendTemplate(db: Database, click: Click & { template: FilledTemplate }): Promise<Done> {
  const { name, language, parameters, text, buttons, components } = click.template;
  const request = { kind: 'reply', template: { name, language, parameters } };
  return command(db, click, request, (tx, conversation) =>
    speak(tx, conversation, click, {
      kind: 'template',
      text,
      payload: { name, language, components, buttons: buttons.map((title) => ({ id: title, title })) },
      purpose: 'template',
    }),
  );
}

/** Puts a teammate's message into the line of a conversation that is theirs from now on. */
export async function speak(
  tx: Transaction,
  conversation: Conversation,
  click: Click,
  content: Content,
): Promise<Done & { answer: { messageId: string } }> {
  await refuseIfHeldByOther(tx, conversation, click.teammateId);
  const held = await hold(tx, conversation, await actingTeammate(tx, click.teammateId));
  await answeredByPerson(tx, held);
  const place = {
    number: held.conversation.lastNumber + 1,
    placedAt: held.conversation.newestPlacedAt ?? new Date(),
  };
  const message = await insertDraft(tx, conversation.id, place, {
    ...content,
    author: 'teammate',
    teammateId: click.teammateId,
    clientId: click.clientId,
    epoch: null,
    turnId: null,
    handoffId: held.handoffId,
  });
  await openWithName(tx, message);
  const changed = await noteArrival(tx, conversation.id, {
    lastNumber: place.number,
    placedAt: place.placedAt,
    waitingSince: null,
  });
  // A new holder is worth a look by the handoff's coroutine; more of the same person's words are not.
  const changedHands = held.conversation.epoch !== conversation.epoch;
  return {
    answer: { messageId: message.id },
    wake: wake('teammateReply', changed, { outbound: true, handoffId: changedHands ? held.handoffId : null }),
  };
}

export function refuseIfWindowClosed({ lastCustomerMessageAt }: Conversation): void {
  if (lastCustomerMessageAt !== null && isServiceWindowOpen(lastCustomerMessageAt, new Date())) return;
  throw new Refusal(
    'service_window_closed',
    'The customer wrote more than 24 hours ago: WhatsApp accepts only an approved template until they write again.',
  );
}

/** WhatsApp's id of a message of this conversation that can be quoted. */
async function quotable(tx: Transaction, conversationId: string, messageId: string): Promise<string> {
  const message = await findMessage(tx, messageId);
  if (message?.conversationId !== conversationId)
    throw new Refusal('invalid_request', 'The message to quote is not one of this conversation.');
  if (!isQuotable(message)) throw new Refusal('invalid_request', 'WhatsApp cannot quote this message.');
  return message.waMessageId;
}

const NOT_SAID = new Set(['reaction', 'edit', 'revoke', 'system', 'request_welcome']);

function isQuotable(message: Message): message is Message & { waMessageId: string } {
  return message.waMessageId !== null && message.revokedAt === null && !NOT_SAID.has(message.kind);
}

async function kindOfFile(tx: Transaction, conversationId: string, id: string): Promise<AttachmentKind> {
  const file = await findMedia(tx, id);
  const kind = file === null ? null : attachmentKind(file.mimeType.split(';')[0] ?? '');
  if (file?.conversationId !== conversationId || file.messageId !== null || kind === null) throw noFile();
  return kind;
}

function noFile(): Refusal {
  return new Refusal('invalid_request', 'This file is no longer there: attach it again.');
}
