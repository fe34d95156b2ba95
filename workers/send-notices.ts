import { setTimeout as delay } from 'node:timers/promises';
import type { Dependencies } from '../activities/dependencies';
import { renderNoticeEmail } from '../channels/email/notice-email';
import {
  claimNotices,
  deferNotice,
  findNoticeMail,
  readNotice,
  settleNotice,
  storeNoticeMail,
  type ClaimedNotice,
  type NoticeMail,
} from '../db/notices';

type Context = Pick<Dependencies, 'db' | 'email' | 'timings' | 'business' | 'linkTo' | 'log'>;

/** Side by side, so that one address's slow server holds up few others. */
const BATCH = 10;
/** Longer than any attempt lasts; a worker that died with a notice leaves it to others after this. */
const LEASE_MS = 60_000;
const LONGEST_PAUSE_MS = 300_000;

/**
 * Mails what teammates are to be told about one another's clicks, from its rows: nothing of it is in Temporal, and a mail
 * provider that is down holds up nothing else. Every attempt at a notice has the same bytes and key, so that several
 * workers, or one that died after sending, still make one mail.
 * @returns a function that stops it and waits for the attempts under way
 */
export function startNoticeSender(context: Context): () => Promise<void> {
  const stopping = new AbortController();
  const sending = sendUntil(stopping.signal, context);
  return async () => {
    stopping.abort();
    await sending;
  };
}

async function sendUntil(signal: AbortSignal, context: Context): Promise<void> {
  const { db, timings, log } = context;
  while (!signal.aborted) {
    let claimed: ClaimedNotice[] = [];
    const failed = (error: unknown) =>
      log.warn({ error: error instanceof Error ? error.name : 'unknown' }, 'notices failed; a later look tries again');
    try {
      claimed = await claimNotices(db, { limit: BATCH, leaseMs: LEASE_MS });
      await Promise.all(claimed.map((notice) => attempt(context, notice, signal).catch(failed)));
    } catch (error) {
      failed(error);
    }
    if (claimed.length < BATCH) await delay(timings.sweepEvery, undefined, { signal }).catch(() => undefined);
  }
}

async function attempt(context: Context, { id, attempts, ageMs }: ClaimedNotice, signal: AbortSignal): Promise<void> {
  const { db, email, timings, log } = context;
  const mail = (await findNoticeMail(db, id)) ?? (await render(context, id));
  if (mail === null) return settleNotice(db, id, { state: 'skipped', error: 'teammate_inactive' });
  // After this, Resend no longer knows the key: another try could be a second mail.
  if (ageMs > timings.mail) return settleNotice(db, id, { state: 'failed', error: 'gave_up' });
  const { recipient, subject, html, body } = mail;
  const result = await email.send({ to: recipient, subject, html, text: body }, `notice/${id}`, { signal });
  switch (result.kind) {
    case 'accepted':
      return settleNotice(db, id, { state: 'sent', providerId: result.id });
    case 'retry':
      return deferNotice(db, id, Math.max(result.afterMs, Math.min(1_000 * 2 ** (attempts - 1), LONGEST_PAUSE_MS)));
    case 'rejected':
      log.warn({ noticeId: id, code: result.code }, 'notice e-mail refused');
      return settleNotice(db, id, { state: 'failed', error: result.code });
  }
}

/** Renders the mail once and stores it; null for whoever is no teammate any more. */
async function render({ db, business, linkTo }: Context, id: string): Promise<NoticeMail | null> {
  const told = await readNotice(db, id);
  if (!told.isActive) return null;
  const { subject, html, text } = renderNoticeEmail({
    kind: told.kind,
    business: business.name,
    teammateName: told.teammateName,
    actorName: told.actorName,
    customerName: told.customerName ?? '',
    assigneeName: told.assigneeName,
    note: told.note,
    link: linkTo(told.conversationId),
  });
  return storeNoticeMail(db, id, { recipient: told.teammateEmail, subject, html, body: text });
}
