import { z } from 'zod';
import { maybeRow, row, rows, run } from './query';
import { insertPush } from './pushes';
import type { Queryable, Transaction } from './pool';

/** A mail to one teammate about what another one did. */
export interface NewNotice {
  kind: 'mention' | 'assigned' | 'taken_over' | 'assigned_away';
  conversationId: string;
  /** Who is told. */
  teammateId: string;
  /** Whose click it was. */
  actorId: string;
  noteId: string | null;
  /** Who has the conversation now. */
  assigneeId: string | null;
}

/** Stores what a teammate is to be told, once per note; nobody is mailed about their own click. A mention rings at once. */
export async function insertNotice(tx: Transaction, notice: NewNotice): Promise<void> {
  if (notice.teammateId === notice.actorId) return;
  await run(
    tx,
    `insert into notice (kind, conversation_id, teammate_id, actor_id, note_id, assignee_id)
      values ($1, $2, $3, $4, $5, $6) on conflict do nothing`,
    [notice.kind, notice.conversationId, notice.teammateId, notice.actorId, notice.noteId, notice.assigneeId],
  );
  if (notice.kind === 'mention') await insertPush(tx, { ...notice, kind: notice.kind });
}

const Mail = z.object({ recipient: z.string(), subject: z.string(), html: z.string(), body: z.string() });

/** A rendered mail, whose bytes are the same for every attempt. */
export type NoticeMail = z.output<typeof Mail>;

const Claimed = z.object({
  id: z.string(),
  attempts: z.number(),
  /** Milliseconds since its first attempt. */
  ageMs: z.number(),
});

export type ClaimedNotice = z.output<typeof Claimed>;

/** Takes what is due for one attempt each; nobody else takes it again for `leaseMs`, or until it is put off. */
export async function claimNotices(
  db: Queryable,
  { limit, leaseMs }: { limit: number; leaseMs: number },
): Promise<ClaimedNotice[]> {
  return rows(
    db,
    Claimed,
    `update notice set attempts = attempts + 1, first_attempt_at = coalesce(first_attempt_at, now()),
        next_attempt_at = now() + $2 * interval '1 millisecond'
      where id in (select id from notice where state = 'pending' and next_attempt_at <= now()
        order by next_attempt_at limit $1 for update skip locked)
      returning id, attempts, extract(epoch from now() - first_attempt_at)::float8 * 1000 as "ageMs"`,
    [limit, leaseMs],
  );
}

const Told = z.object({
  kind: z.enum(['mention', 'assigned', 'taken_over', 'assigned_away']),
  conversationId: z.string(),
  teammateName: z.string(),
  teammateEmail: z.string(),
  /** Whether the teammate is still one. */
  isActive: z.boolean(),
  actorName: z.string(),
  customerName: z.string().nullable(),
  note: z.string().nullable(),
  assigneeName: z.string().nullable(),
});

/** Everything that the mail says. */
export async function readNotice(db: Queryable, id: string): Promise<z.output<typeof Told>> {
  return row(
    db,
    Told,
    `select n.kind, n.conversation_id as "conversationId", t.name as "teammateName", t.email as "teammateEmail",
        t.active as "isActive", a.name as "actorName", coalesce(c.name, c.username, c.phone) as "customerName",
        o.text as note, s.name as "assigneeName"
      from notice n join teammate t on t.id = n.teammate_id join teammate a on a.id = n.actor_id
      join conversation v on v.id = n.conversation_id join customer c on c.id = v.customer_id
      left join note o on o.id = n.note_id left join teammate s on s.id = n.assignee_id
      where n.id = $1`,
    [id],
  );
}

/** What an earlier attempt stored; null before the first. */
export async function findNoticeMail(db: Queryable, id: string): Promise<NoticeMail | null> {
  return maybeRow(
    db,
    Mail,
    'select recipient, subject, html, body from notice where id = $1 and recipient is not null',
    [id],
  );
}

/** Stores the rendered mail, or returns what another attempt stored first. */
export async function storeNoticeMail(db: Queryable, id: string, mail: NoticeMail): Promise<NoticeMail> {
  await run(
    db,
    'update notice set recipient = $2, subject = $3, html = $4, body = $5 where id = $1 and recipient is null',
    [id, mail.recipient, mail.subject, mail.html, mail.body],
  );
  return row(db, Mail, 'select recipient, subject, html, body from notice where id = $1', [id]);
}

/** How it ended. */
export type NoticeEnd = { state: 'sent'; providerId: string } | { state: 'failed' | 'skipped'; error: string };

export async function settleNotice(db: Queryable, id: string, end: NoticeEnd): Promise<void> {
  await run(db, `update notice set state = $2, provider_id = $3, error = $4 where id = $1 and state = 'pending'`, [
    id,
    end.state,
    end.state === 'sent' ? end.providerId : null,
    end.state === 'sent' ? null : end.error,
  ]);
}

/** Puts the next attempt off. */
export async function deferNotice(db: Queryable, id: string, afterMs: number): Promise<void> {
  await run(
    db,
    `update notice set next_attempt_at = now() + $2 * interval '1 millisecond' where id = $1 and state = 'pending'`,
    [id, afterMs],
  );
}
