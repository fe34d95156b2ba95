import { copyAttachment } from '../db/attachments';
import type { Conversation } from '../db/conversations';
import { recordEvent } from '../db/events';
import { findMessage, type Message } from '../db/messages';
import type { Database, Transaction } from '../db/pool';
import { Id, maybeRow } from '../db/query';
import { ATTACHMENT_KINDS } from '../domain/attachment';
import { Refusal } from '../domain/refusal';
import { command, type Click, type Done } from './command';
import { refuseIfWindowClosed, speak } from './reply-as-teammate';

const KINDS = ['text', 'template', ...ATTACHMENT_KINDS] as const;

/**
 * Repeats a teammate's message that failed, or that nobody could confirm, as one new message; who has clicked before, here
 * or elsewhere, gets that one.
 * @throws Refusal `stale` when it has arrived meanwhile, `invalid_request` when it is none to repeat, and those of a reply.
 */
export async function sendAgain(db: Database, click: Click & { messageId: string }): Promise<Done> {
  const { messageId } = click;
  return command(db, click, { kind: 'send-again', messageId }, async (tx, conversation) => {
    const message = await namedMessage(tx, conversation, messageId);
    if (message.author !== 'teammate')
      throw new Refusal('invalid_request', 'Only a message that a teammate wrote can be sent again.');
    const earlier = await repetitionOf(tx, messageId);
    if (earlier !== null) return { answer: { messageId: earlier }, wake: null };
    if (message.state !== 'failed' && message.state !== 'unconfirmed')
      throw new Refusal('stale', 'It has arrived meanwhile, or is still on its way: look at the conversation again.');
    const kind = KINDS.find((each) => each === message.kind);
    if (kind === undefined) throw new Refusal('invalid_request', 'A message of this kind cannot be sent again.');
    if (kind !== 'template') refuseIfWindowClosed(conversation);
    const done = await speak(tx, conversation, click, {
      kind,
      text: message.text,
      payload: message.payload,
      purpose: kind === 'template' ? 'template' : 'reply',
      replyTo: message.replyTo,
      resendOf: message.id,
    });
    if (kind !== 'text' && kind !== 'template') await copyAttachment(tx, message.id, done.answer.messageId);
    await recordEvent(tx, conversation.id, {
      kind: 'message_sent_again',
      messageId: message.id,
      teammateId: click.teammateId,
      as: done.answer.messageId,
    });
    return done;
  });
}

/** The message that was named. @throws Refusal `not_found`. */
export async function namedMessage(tx: Transaction, conversation: Conversation, id: string): Promise<Message> {
  const message = await findMessage(tx, id);
  if (message?.conversationId !== conversation.id)
    throw new Refusal('not_found', 'There is no message with this id in this conversation.');
  return message;
}

async function repetitionOf(tx: Transaction, id: string): Promise<string | null> {
  const again = await maybeRow(tx, Id, 'select id from message where resend_of = $1', [id]);
  return again?.id ?? null;
}
