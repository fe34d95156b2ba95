import type { Timings } from '../../domain/timings';
import { startBaton, type Baton } from '../support/baton';
import { eventually } from '../support/eventually';
import { conversationRun } from '../support/histories';
import { conversationOf } from '../support/seed';
import { startScriptedModel, type ScriptedModel } from '../support/scripted-model';

let model: ScriptedModel;
beforeAll(async () => {
  model = await startScriptedModel();
});
afterAll(() => model.stop());

// Only the ring of the webhook may be seen: a busy machine is no reason for a second one.
const UNDISTURBED = { ringAgain: 600_000, ringStuck: 600_000 };

describe.each<{ name: string; timings: Partial<Timings>; most: number }>([
  { name: 'without a burst window', timings: { burst: 0, burstCap: 0 }, most: 10 },
  { name: 'with a burst window', timings: { burst: 300, burstCap: 1_000 }, most: 15 },
])('$name', ({ timings, most }) => {
  let baton: Baton;
  const customer = { waId: '351966666601', name: 'Ana' };
  beforeAll(async () => {
    baton = await startBaton({ env: model.env, timings: { ...timings, ...UNDISTURBED } });
  });
  afterAll(() => baton.stop());

  async function answered(text: string): Promise<void> {
    const before = baton.whatsapp.log.accepted().length;
    model.says(`Answer to ${text}.`);
    await baton.whatsapp.simulate.text(customer, text).delivered;
    await eventually(() => {
      expect(baton.whatsapp.log.accepted().length).toBe(before + 1);
    });
  }

  /** How long the history is once nothing is under way. */
  async function settledLength(id: string): Promise<number> {
    return eventually(async () => {
      const { raw, historyLength } = await conversationRun(baton, id).describe();
      // Not compared as they are: this process is also the worker, and the difference in words takes a second to write.
      expect([raw.pendingActivities?.length ?? 0, (raw.pendingWorkflowTask ?? null) === null]).toEqual([0, true]);
      return historyLength;
    });
  }

  test(`an answered message costs at most ${most} history events`, async () => {
    await answered('word one');
    const id = await conversationOf(baton.db, customer.waId);
    const costs: number[] = [];
    for (const text of ['word two', 'word three', 'word four', 'word five']) {
      const before = await settledLength(id);
      await answered(text);
      costs.push((await settledLength(id)) - before);
    }
    // What a busy machine adds - a task that was taken too late and given again - is no part of what a message costs.
    expect(Math.min(...costs)).toBeLessThanOrEqual(most);
    expect(Math.min(...costs)).toBeGreaterThan(5);
  });
});

describe('writing transactions', () => {
  let baton: Baton;
  beforeAll(async () => {
    baton = await startBaton({ env: model.env, timings: UNDISTURBED });
    await countWrites(baton);
  });
  afterAll(() => baton.stop());

  test('from webhook to sent a message takes three: store, turn with its claim, record', async () => {
    const { whatsapp, db } = baton;
    const customer = { waId: '351966666602', name: 'Ana' };
    // Statuses are WhatsApp's own pace and write for themselves.
    whatsapp.webhookFaults.add({ on: 'status', fault: { kind: 'drop' }, times: 'always' });
    await whatsapp.simulate.text(customer, 'word one').delivered;
    await eventually(async () => {
      const { rows } = await db.query(`select 1 from message where state = 'sent'`);
      expect(rows).toHaveLength(1);
    });
    // What open pages hear of is written within the same three; looking for something to prune, to mail or to push writes nothing.
    const { rows } = await db.query<{ tables: string[] }>(
      `select array_agg(distinct table_name order by table_name) as tables from write
        where table_name not in ('conversation_change', 'change_horizon', 'notice', 'push') group by xid order by min(n)`,
    );
    // A ring's mark and a sweep's look touch nothing but the conversation's row, in batches.
    const writing = rows.map(({ tables }) => tables.join(' ')).filter((tables) => tables !== 'conversation');
    expect(writing).toEqual([
      'conversation customer customer_identity message',
      'conversation conversation_event message turn',
      'message',
    ]);
  });
});

/** Notes every transaction that writes, and where: exact, and blind to what other databases of the server do. */
async function countWrites({ db }: Baton): Promise<void> {
  await db.query(`
    create table write (n bigint generated always as identity, xid xid8 not null, table_name text not null);
    create function note_write() returns trigger language plpgsql as
      $$ begin insert into write (xid, table_name) values (pg_current_xact_id(), tg_table_name); return null; end $$;
    do $$ declare name text; begin
      for name in select tablename from pg_tables where schemaname = 'public' and tablename <> 'write' loop
        execute format('create trigger note_write after insert or update or delete on %I for each statement execute function note_write()', name);
      end loop;
    end $$;`);
}
