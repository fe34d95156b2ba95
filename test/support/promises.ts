import { z } from 'zod';
import { rows } from '../../db/query';
import type { Baton } from './baton';
import { eventually } from './eventually';

const Row = z.record(z.string(), z.unknown());

/** What is not at rest: nothing unsent, unsettled or half done, except what a person has to do. */
const RESTLESS = `
  select 'unsent' as what, m.id, m.state as how from message m where m.state in ('pending', 'sending')
  union all select 'unsettled', m.id, m.kind from message m join conversation c on c.id = m.conversation_id
    where m.needs_answer and m.settled_at is null and c.handler = 'ai'
  union all select 'half done', s.handoff_id, s.kind from handoff_step s where s.state = 'pending'
  union all select 'not copied', d.id, d.state from media d where d.state = 'pending' or d.listening = 'pending'`;

/** A handoff with a step too few: each has its assignment, its assignee's e-mail and its reassurance. */
const INCOMPLETE = `
  select h.id from handoff h where not (
    exists (select 1 from handoff_step s where s.handoff_id = h.id and s.kind = 'assign' and s.teammate_id = h.assignee_id)
    and exists (select 1 from handoff_step s where s.handoff_id = h.id and s.kind = 'email' and s.teammate_id = h.assignee_id)
    and exists (select 1 from handoff_step s where s.handoff_id = h.id and s.kind = 'reassure'))`;

/**
 * The promises that hold whatever happened, judged by the stand-ins' logs and the rows: nothing is left half done (I7), no
 * key was accepted twice (I2, I4), every delivered message is stored once (I1), every handoff is whole (I4).
 */
export async function expectPromisesKept(baton: Baton, withinMs = 20_000): Promise<void> {
  const { db, whatsapp, mail } = baton;
  await eventually(async () => {
    expect(await rows(db, Row, RESTLESS)).toEqual([]);
  }, withinMs);
  const reassurances = await idsOf(baton, `select id from message where purpose = 'reassurance'`);
  const twice = repeated(whatsapp.log.accepted().flatMap(({ key }) => (key === null ? [] : [key])));
  expect(twice.filter(({ key, times }) => !reassurances.has(key) || times > 2)).toEqual([]);
  expect(repeated(mail.log.accepted().flatMap(({ key }) => (key === null ? [] : [key])))).toEqual([]);
  expect(await rows(db, Row, INCOMPLETE)).toEqual([]);
  // One body may have messages and statuses; only a status's id has more than WhatsApp's own in it.
  const delivered = whatsapp.log
    .webhooks()
    .filter(({ event, status }) => (event === 'message' || event === 'status') && status === 200)
    .flatMap(({ eventIds }) => eventIds.filter((id) => !id.includes(':')));
  const stored = await idsOf(baton, `select wa_message_id as id from message where author = 'customer'`);
  expect(delivered.filter((id) => !stored.has(id))).toEqual([]);
}

async function idsOf({ db }: Baton, sql: string): Promise<Set<string>> {
  const found = await rows(db, z.object({ id: z.string() }), sql);
  return new Set(found.map(({ id }) => id));
}

function repeated(keys: readonly string[]): { key: string; times: number }[] {
  const counted = new Map<string, number>();
  for (const key of keys) counted.set(key, (counted.get(key) ?? 0) + 1);
  return [...counted].flatMap(([key, times]) => (times > 1 ? [{ key, times }] : []));
}
