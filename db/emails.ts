import { z } from 'zod';
import { maybeRow, row, rows, run } from './query';
import type { Queryable, Transaction } from './pool';

const COLUMNS = `key, handoff_id as "handoffId", teammate_id as "teammateId", recipient, subject, html, body, state,
  provider_id as "providerId", extract(epoch from now() - first_attempt_at)::float8 * 1000 as "ageMs"`;

const Email = z.object({
  key: z.string(),
  handoffId: z.string(),
  teammateId: z.string(),
  recipient: z.string(),
  subject: z.string(),
  html: z.string(),
  body: z.string(),
  state: z.enum(['pending', 'sent', 'delivered', 'bounced', 'failed']),
  providerId: z.string().nullable(),
  /** Milliseconds since its first attempt. */
  ageMs: z.number(),
});

export type Email = z.output<typeof Email>;

/** One handoff mail per assignee: the key is the same for every attempt. */
export function emailKey(handoffId: string, teammateId: string): string {
  return `handoff/${handoffId}/${teammateId}`;
}

export async function findEmail(db: Queryable, key: string): Promise<Email | null> {
  return maybeRow(db, Email, `select ${COLUMNS} from email where key = $1`, [key]);
}

export async function findEmailByProviderId(db: Queryable, providerId: string): Promise<Email | null> {
  return maybeRow(db, Email, `select ${COLUMNS} from email where provider_id = $1`, [providerId]);
}

/** What a mail says and to whom: rendered once. */
export type RenderedEmail = Pick<Email, 'handoffId' | 'teammateId' | 'recipient' | 'subject' | 'html' | 'body'>;

/** Stores the rendered mail, or returns what an earlier attempt stored: every attempt sends the same bytes. */
export async function storeRendered(one: Queryable, email: RenderedEmail): Promise<Email> {
  const key = emailKey(email.handoffId, email.teammateId);
  const [, stored] = await Promise.all([
    run(
      one,
      `insert into email (key, handoff_id, teammate_id, recipient, subject, html, body) values ($1, $2, $3, $4, $5, $6, $7)
        on conflict do nothing`,
      [key, email.handoffId, email.teammateId, email.recipient, email.subject, email.html, email.body],
    ),
    row(one, Email, `select ${COLUMNS} from email where key = $1`, [key]),
  ]);
  return stored;
}

export async function setEmailState(
  db: Queryable,
  key: string,
  state: Email['state'],
  providerId: string | null = null,
): Promise<void> {
  await run(
    db,
    `update email set state = $2, provider_id = coalesce(provider_id, $3) where key = $1 and state not in ('bounced', 'failed')`,
    [key, state, providerId],
  );
}

/** What Resend says becomes of a mail it has accepted. */
export type EmailEventKind = 'delivered' | 'undeliverable';

/** Held while a mail learns its id and while an event looks for it: one of the two sees the other. */
export async function lockProviderId(tx: Transaction, providerId: string): Promise<void> {
  await run(tx, `select pg_advisory_xact_lock(hashtextextended('email:' || $1, 0))`, [providerId]);
}

/**
 * Keeps an event about a mail whose id nobody knows yet. Mails of other programs behind the same account come here too:
 * what nobody asked for within two days is forgotten.
 */
export async function keepEarlyEmailEvent(tx: Transaction, providerId: string, kind: EmailEventKind): Promise<void> {
  await run(tx, `delete from early_email_event where received_at < now() - interval '2 days'`);
  await run(tx, 'insert into early_email_event (provider_id, kind) values ($1, $2) on conflict do nothing', [
    providerId,
    kind,
  ]);
}

/** Takes what came for this mail before its id was known; a bounce counts more than a delivery. */
export async function takeEarlyEmailEvent(tx: Transaction, providerId: string): Promise<EmailEventKind | null> {
  const taken = await rows(
    tx,
    z.object({ kind: z.enum(['delivered', 'undeliverable']) }),
    'delete from early_email_event where provider_id = $1 returning kind',
    [providerId],
  );
  const kinds = taken.map(({ kind }) => kind);
  return kinds.includes('undeliverable') ? 'undeliverable' : (kinds[0] ?? null);
}
