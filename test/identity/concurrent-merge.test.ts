import { randomInt } from 'node:crypto';
import { storeWebhook } from '../../transactions/store-webhook';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { eventually } from '../support/eventually';
import { inboundFrom } from './inbound-from';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

async function query(sql: string, ...values: unknown[]): Promise<object[]> {
  const { rows } = await database.db.query<Record<string, unknown>>(sql, values);
  return rows;
}

test('twenty deliveries at once about people who merge lose no message and leave one conversation', async () => {
  for (let round = 0; round < 5; round++) {
    const ids = {
      waId: `3518${randomInt(1e9)}`,
      bsuid: `PT.${randomInt(1e12)}`,
      parentBsuid: `PT.ENT.${randomInt(1e12)}`,
    };
    const alone = Object.entries(ids).map(([kind, value]) => ({ [kind]: value }));
    for (const view of alone) await storeWebhook(database.db, [inboundFrom(view, 'first')]);
    const views = [...alone, { waId: ids.waId, bsuid: ids.bsuid }, { bsuid: ids.bsuid, parentBsuid: ids.parentBsuid }];
    const burst = Array.from({ length: 20 }, (_, n) => inboundFrom(views[n % views.length] ?? {}, `burst ${n}`));
    await Promise.all(burst.map((item) => storeWebhook(database.db, [item])));
    const wakes = await Promise.all(alone.map((view) => storeWebhook(database.db, [inboundFrom(view, 'last')])));
    const [id, ...others] = new Set(wakes.flat().map(({ conversationId }) => conversationId));
    expect(others).toEqual([]);
    expect(await query('select 1 from message where conversation_id = $1', id)).toHaveLength(3 + 20 + 3);
  }
});

test('a message that comes while its sender is being merged finds the survivor', async () => {
  const ids = {
    waId: `3517${randomInt(1e9)}`,
    bsuid: `DE.${randomInt(1e12)}`,
    parentBsuid: `DE.ENT.${randomInt(1e12)}`,
  };
  await storeWebhook(database.db, [inboundFrom({ waId: ids.waId }, 'one')]);
  await storeWebhook(database.db, [inboundFrom({ bsuid: ids.bsuid, parentBsuid: ids.parentBsuid }, 'two')]);
  const blocker = await database.db.connect();
  await blocker.query('begin');
  // Holds up the merge in its last statement, when it has moved the identities already.
  await blocker.query('lock table customer in share mode');
  const merging = storeWebhook(database.db, [inboundFrom({ waId: ids.waId, bsuid: ids.bsuid }, 'three')]);
  await untilWaiting(1);
  const arriving = storeWebhook(database.db, [inboundFrom({ parentBsuid: ids.parentBsuid }, 'four')]);
  await untilWaiting(2);
  await blocker.query('commit');
  blocker.release();
  await Promise.all([merging, arriving]);
  const last = await storeWebhook(database.db, [inboundFrom({ parentBsuid: ids.parentBsuid }, 'five')]);
  expect(
    await query('select text from message where conversation_id = $1 order by number', last[0]?.conversationId),
  ).toHaveLength(5);
});

/** Waits until this many statements of this database wait for a lock. */
async function untilWaiting(count: number): Promise<void> {
  await eventually(async () => {
    const waiting = await query(
      `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
    );
    expect(waiting).toHaveLength(count);
  });
}
