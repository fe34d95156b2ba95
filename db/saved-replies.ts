import { z } from 'zod';
import { maybeRow, rows, run } from './query';
import type { Queryable } from './pool';

const COLUMNS = 'id, name, text, updated_at as "updatedAt"';

const SavedReply = z.object({ id: z.string(), name: z.string(), text: z.string(), updatedAt: z.date() });

/** Words that teammates use again and again. `text` has placeholders. */
export type SavedReply = z.output<typeof SavedReply>;

/** More than anybody finds their way in; so a list needs no pages. */
export const MOST_SAVED_REPLIES = 500;

/** All of them, by name. */
export async function listSavedReplies(db: Queryable): Promise<SavedReply[]> {
  return rows(db, SavedReply, `select ${COLUMNS} from saved_reply order by lower(name), created_at, id`);
}

/** Null when there are `MOST_SAVED_REPLIES` already. */
export async function insertSavedReply(
  db: Queryable,
  { name, text }: { name: string; text: string },
): Promise<SavedReply | null> {
  return maybeRow(
    db,
    SavedReply,
    `insert into saved_reply (name, text) select $1, $2 where (select count(*) from saved_reply) < $3 returning ${COLUMNS}`,
    [name, text, MOST_SAVED_REPLIES],
  );
}

/** Changes what is given. Null when there is no such reply. */
export async function updateSavedReply(
  db: Queryable,
  id: string,
  change: { name?: string | undefined; text?: string | undefined },
): Promise<SavedReply | null> {
  return maybeRow(
    db,
    SavedReply,
    `update saved_reply set name = coalesce($2, name), text = coalesce($3, text), updated_at = now()
      where id = $1 returning ${COLUMNS}`,
    [id, change.name ?? null, change.text ?? null],
  );
}

/** False when there was none. */
export async function deleteSavedReply(db: Queryable, id: string): Promise<boolean> {
  return (await run(db, 'delete from saved_reply where id = $1', [id])) > 0;
}
