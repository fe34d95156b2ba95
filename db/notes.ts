import { z } from 'zod';
import { maybeRow, row, rows } from './query';
import type { Queryable, Transaction } from './pool';

const COLUMNS = `id, teammate_id as "teammateId", text, mentions, assignee_id as "assigneeId", client_id as "clientId",
  created_at as "createdAt", (extract(epoch from created_at) * 1000000)::bigint as "createdAtUs"`;

const Note = z.object({
  id: z.string(),
  /** Who wrote it. */
  teammateId: z.string(),
  text: z.string(),
  /** Teammates named in it who are mailed. */
  mentions: z.array(z.string()),
  /** To whom the conversation was given with these words; null for a note by itself. */
  assigneeId: z.string().nullable(),
  clientId: z.string(),
  createdAt: z.date(),
  /** Microseconds since 1970: what Postgres orders by, which a Date would cut. */
  createdAtUs: z.number(),
});

/** What a teammate told the team in a conversation. No customer and no AI ever reads it. */
export type Note = z.output<typeof Note>;

export interface NewNote {
  teammateId: string;
  text: string;
  mentions: readonly string[];
  /** The assignment that it came with. */
  assignment: { handoffId: string; assigneeId: string } | null;
  clientId: string;
}

export async function insertNote(tx: Transaction, conversationId: string, note: NewNote): Promise<Note> {
  return row(
    tx,
    Note,
    `insert into note (conversation_id, teammate_id, text, mentions, handoff_id, assignee_id, client_id)
      values ($1, $2, $3, $4, $5, $6, $7) returning ${COLUMNS}`,
    [
      conversationId,
      note.teammateId,
      note.text,
      note.mentions,
      note.assignment?.handoffId ?? null,
      note.assignment?.assigneeId ?? null,
      note.clientId,
    ],
  );
}

export async function findNote(db: Queryable, id: string): Promise<Note | null> {
  return maybeRow(db, Note, `select ${COLUMNS} from note where id = $1`, [id]);
}

/** Newest first; `after` is the last one already read. */
export async function listNotes(
  db: Queryable,
  conversationId: string,
  { after, limit }: { after: { createdAtUs: number; id: string } | null; limit: number },
): Promise<Note[]> {
  return rows(
    db,
    Note,
    `select ${COLUMNS} from note where conversation_id = $1
        and (created_at, id) < (coalesce(timestamptz 'epoch' + $2::bigint * interval '1 microsecond', 'infinity'),
          coalesce($3::uuid, 'ffffffff-ffff-ffff-ffff-ffffffffffff'))
      order by created_at desc, id desc limit $4`,
    [conversationId, after?.createdAtUs ?? null, after?.id ?? null, limit],
  );
}

/** The newest words with which somebody gave this handoff to this teammate, and whose they are. */
export async function findAssignmentNote(
  db: Queryable,
  assignment: { handoffId: string; assigneeId: string },
): Promise<{ text: string; author: string } | null> {
  return maybeRow(
    db,
    z.object({ text: z.string(), author: z.string() }),
    `select n.text, t.name as author from note n join teammate t on t.id = n.teammate_id
      where n.handoff_id = $1 and n.assignee_id = $2 order by n.created_at desc limit 1`,
    [assignment.handoffId, assignment.assigneeId],
  );
}
