import { z } from 'zod';
import type { Timings } from '../domain/timings';
import type { Queryable } from './pool';
import { Id, maybeRow, row, rows, run } from './query';

/** One teammate's page. */
export interface Tab {
  conversationId: string;
  teammateId: string;
  tabId: string;
}

const Present = z.object({ teammateId: z.string(), typing: z.boolean() });

/** Who has a conversation open, once each, however many pages, and whether they write. */
export type Present = z.output<typeof Present>;

const Noted = z.object({ arrived: z.boolean(), was: z.boolean(), is: z.boolean() });

/**
 * Notes that a page is open. `typing`: true when it saw a key, false when nothing is being written any more, null for as
 * before. Wakes every api when others would see a difference; returns whether somebody stopped typing by it.
 */
export async function noteOpen(
  db: Queryable,
  tab: Tab,
  typing: boolean | null,
  timings: Pick<Timings, 'presence' | 'typing'>,
): Promise<{ stopped: boolean }> {
  const { arrived, was, is } = await row(
    db,
    Noted,
    `with before as (
        select coalesce(typing_until > now(), false) as typing from presence
          where conversation_id = $1 and teammate_id = $2 and tab_id = $3 and expires_at > now()),
      noted as (
        insert into presence as p (conversation_id, teammate_id, tab_id, typing_until, expires_at)
          values ($1, $2, $3, case when $4 then now() + $5 * interval '1 millisecond' end,
            now() + $6 * interval '1 millisecond')
          on conflict (conversation_id, teammate_id, tab_id) do update set expires_at = excluded.expires_at,
            typing_until = case when $4 is null then p.typing_until else excluded.typing_until end
          returning coalesce(typing_until > now(), false) as typing)
      select not exists (select from before) as arrived, coalesce((select typing from before), false) as was,
        typing as is from noted`,
    [tab.conversationId, tab.teammateId, tab.tabId, typing, timings.typing, timings.presence],
  );
  if (arrived) await forgetExpired(db);
  if (arrived || was !== is) await tellApis(db, tab.conversationId);
  return { stopped: was && !is };
}

/** A page was closed, or shows another conversation now. Returns whether somebody stopped typing by it. */
export async function noteClosed(db: Queryable, tab: Tab): Promise<{ stopped: boolean }> {
  const gone = await maybeRow(
    db,
    z.object({ typed: z.boolean() }),
    `delete from presence where conversation_id = $1 and teammate_id = $2 and tab_id = $3
      returning typing_until is not null as typed`,
    [tab.conversationId, tab.teammateId, tab.tabId],
  );
  if (gone !== null) await tellApis(db, tab.conversationId);
  return { stopped: gone?.typed ?? false };
}

export async function listPresent(db: Queryable, conversationId: string): Promise<Present[]> {
  return rows(
    db,
    Present,
    `select teammate_id as "teammateId", coalesce(bool_or(typing_until > now()), false) as typing
      from presence where conversation_id = $1 and expires_at > now() group by teammate_id order by teammate_id`,
    [conversationId],
  );
}

/** Whether the AI has an answer in the line, which may be waiting for somebody who typed. */
export async function isAnswerHeld(db: Queryable, conversationId: string): Promise<boolean> {
  const answer = await maybeRow(
    db,
    Id,
    `select id from message where conversation_id = $1 and state = 'pending' and author = 'ai' and purpose = 'reply' limit 1`,
    [conversationId],
  );
  return answer !== null;
}

/** A page that died left its row behind; it is in nobody's way. */
async function forgetExpired(db: Queryable): Promise<void> {
  await run(db, `delete from presence where expires_at < now() - interval '1 minute'`);
}

/** No row of the record: who looks at what is of the moment. */
async function tellApis(db: Queryable, conversationId: string): Promise<void> {
  await run(db, `select pg_notify('conversation_presence', $1)`, [conversationId]);
}
