import { setTimeout as delay } from 'node:timers/promises';
import type { SendResult } from '../channels/whatsapp/send-result';
import type { Conversation } from '../db/conversations';
import { mediaOfMessages, type Media } from '../db/media';
import { ATTACHMENT_KINDS } from '../domain/attachment';
import { sendRetryDelayMs } from '../domain/whatsapp-errors';
import { backOffMs, givesUp, restMs } from '../domain/send-policy';
import { claimOutbound, type Claim, type ClaimedMessage } from '../transactions/claim-outbound';
import { recordSend, type EndedClaim, type SendOutcome } from '../transactions/record-send';
import { MOST_DOUBLINGS } from '../transactions/start-within';
import { recordUploadFailure, type UploadFailure } from '../transactions/record-upload-failure';
import type { Dependencies } from './dependencies';
import { outboundContentOf } from './outbound-content-of';
import { uploadAttachment } from './upload-attachment';

export type HeadResult =
  | {
      kind: 'sent' | 'failed' | 'ambiguous' | 'again';
      more: boolean;
      afterMs: number;
      conversation: Conversation;
      handoffId: string | null;
    }
  | { kind: 'wait'; ms: number; conversation: Conversation; typing?: true }
  | { kind: 'empty'; conversation: Conversation | null };

type SendDependencies = Pick<Dependencies, 'db' | 'whatsapp' | 'timings' | 'log'>;

/**
 * Sends the head of a conversation's line: claim, one request, record. The request starts at the claim's moment or not
 * at all, so that a takeover committed after the claim stays silent. `claimed` is what a commit just now claimed, if any.
 */
export async function sendHead(
  dependencies: SendDependencies,
  conversationId: string,
  claimed: Claim | null = null,
): Promise<HeadResult> {
  const { db, whatsapp, timings, log } = dependencies;
  const claim = claimed ?? (await claimOutbound(db, conversationId, timings));
  if (claim.kind !== 'claimed') return claim;
  const { message, conversation } = claim;
  const file = HAS_FILE.has(message.kind) ? ((await mediaOfMessages(db, [message.id]))[0] ?? null) : null;
  const content = outboundContentOf(message, file);
  if (content === null) return uploadFirst(dependencies, claim, file);
  const result = await whatsapp.send(content, {
    to: message.to,
    key: message.id,
    replyTo: message.replyTo ?? undefined,
    startBy: message.startBy,
  });
  const outcome = outcomeOf(result, message);
  if (outcome.kind !== 'sent') log.warn({ conversationId, messageId: message.id, outcome }, 'message not sent');
  const recorded = await recordFirmly(dependencies, { ...message, conversationId: conversation.id }, outcome);
  if (outcome.kind !== 'again' || recorded.kind !== 'again') return resultOf(recorded, conversation);
  if (outcome.afterMs === 0) return sendHead(dependencies, conversationId);
  return { ...resultOf(recorded, conversation), afterMs: outcome.afterMs };
}

function resultOf({ kind, more, wake }: Awaited<ReturnType<typeof recordSend>>, conversation: Conversation) {
  return {
    kind,
    more,
    afterMs: 0,
    conversation: wake === null ? conversation : { ...conversation, epoch: wake.epoch, handler: wake.handler },
    handoffId: wake?.handoffId ?? null,
  };
}

const HAS_FILE: ReadonlySet<string> = new Set(ATTACHMENT_KINDS);

/** A file that WhatsApp still refuses by its code after so many attempts is refused for good. */
const MOST_UPLOADS = 6;

/**
 * WhatsApp has not got the message's file. The claim is given back, because an upload may take longer than a request has
 * until it must start; then the file is uploaded, and the line begun anew.
 */
async function uploadFirst(
  dependencies: SendDependencies,
  { message, conversation }: Extract<Claim, { kind: 'claimed' }>,
  file: Media | null,
): Promise<HeadResult> {
  const { db, log } = dependencies;
  const ids = { id: message.id, conversationId: conversation.id };
  const givenBack = await recordFirmly(
    dependencies,
    { ...message, conversationId: conversation.id },
    { kind: 'again', error: 'too_late', afterMs: 0 },
  );
  if (givenBack.kind !== 'again') return resultOf(givenBack, conversation);
  const result = file === null ? null : await uploadAttachment(dependencies, file);
  if (result?.kind === 'uploaded') return sendHead(dependencies, conversation.id);
  const error = errorOf({ code: result?.code ?? null, error: 'upload_failed' });
  const isOver =
    result?.kind !== 'again' || givesUp(message) || (result.code !== null && message.attempts >= MOST_UPLOADS);
  const failure: UploadFailure = isOver
    ? { kind: 'failed', error }
    : { kind: 'again', error, afterMs: waitMs(message, result) };
  log.warn({ ...ids, failure }, 'file not uploaded');
  const wake = await recordUploadFailure(db, ids, failure);
  const ended = resultOf({ kind: failure.kind, more: true, wake }, conversation);
  return failure.kind === 'again' ? { ...ended, afterMs: failure.afterMs } : ended;
}

const RECORD_ATTEMPTS = 5;

/** What is known about a send is worth several tries to write down: a lost answer costs a person's look. */
async function recordFirmly(
  { db }: SendDependencies,
  message: EndedClaim,
  outcome: SendOutcome,
): ReturnType<typeof recordSend> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await recordSend(db, message, outcome);
    } catch (error) {
      if (attempt === RECORD_ATTEMPTS) throw error;
      await delay(200 * attempt);
    }
  }
}

function outcomeOf(result: SendResult, message: ClaimedMessage): SendOutcome {
  switch (result.kind) {
    case 'accepted':
      return { kind: 'sent', waMessageId: result.waMessageId };
    case 'failed':
      return { kind: 'failed', error: errorOf(result) };
    case 'ambiguous':
      return { kind: 'ambiguous', error: result.error };
    case 'too_late':
      // At once while the next moment is wider than this one was.
      return {
        kind: 'again',
        error: 'too_late',
        afterMs: message.lateClaims < MOST_DOUBLINGS ? 0 : restMs(Math.random()),
      };
    case 'not_sent':
      if (givesUp(message)) return { kind: 'failed', error: errorOf(result) };
      return { kind: 'again', error: errorOf(result), afterMs: waitMs(message, result) };
  }
}

/** What WhatsApp or its code asks for, else doubling. */
function waitMs(
  { attempts }: ClaimedMessage,
  { code, retryAfterMs }: { code: number | null; retryAfterMs: number | null },
): number {
  return backOffMs(attempts, Math.max(retryAfterMs ?? 0, sendRetryDelayMs(code, attempts) ?? 0));
}

function errorOf({ code, error }: { code: number | null; error: string }): string {
  return code === null ? error : `whatsapp_${code}`;
}
