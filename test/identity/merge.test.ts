import { randomInt, randomUUID } from 'node:crypto';
import { findConversation } from '../../db/conversations';
import { unsettledMessages } from '../../db/messages';
import { assign } from '../../transactions/assign';
import { commitTurn } from '../../transactions/commit-turn';
import { replyAsTeammate } from '../../transactions/reply-as-teammate';
import { requestHandoff } from '../../transactions/request-handoff';
import { resolve } from '../../transactions/resolve';
import { storeWebhook } from '../../transactions/store-webhook';
import { takeOver } from '../../transactions/take-over';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { insertTeammate } from '../support/seed';
import { inboundFrom } from './inbound-from';

let database: TestDatabase;
let olivia: string;
let ben: string;
beforeAll(async () => {
  database = await createTestDatabase();
  olivia = await insertTeammate(database.db, 'Olivia', 'owner');
  ben = await insertTeammate(database.db, 'Ben');
});
afterAll(() => database.drop());

interface Pair {
  /** First known, by phone number. */
  survivor: string;
  /** Known by BSUID only, later. */
  other: string;
  join: () => Promise<void>;
}

/** Two conversations of what will turn out to be one person. */
async function pair(): Promise<Pair> {
  const phone = { waId: `3519${randomInt(1e9)}` };
  const scoped = { bsuid: `ES.${randomInt(1e12)}` };
  const idOf = async (ids: Parameters<typeof inboundFrom>[0], text: string) => {
    const [wake] = await storeWebhook(database.db, [inboundFrom(ids, text)]);
    return wake?.conversationId ?? '';
  };
  const survivor = await idOf(phone, 'by phone');
  const other = await idOf(scoped, 'by scoped id');
  expect(other).not.toBe(survivor);
  return {
    survivor,
    other,
    join: async () => {
      await storeWebhook(database.db, [inboundFrom({ ...phone, ...scoped }, 'both of me')]);
    },
  };
}

const click = (conversationId: string, teammateId: string, clientId: string = randomUUID()) => ({
  conversationId,
  teammateId,
  clientId,
});

async function draftReply(conversationId: string, text: string): Promise<void> {
  const conversation = await findConversation(database.db, conversationId);
  const messages = await unsettledMessages(database.db, conversationId);
  const result = await commitTurn(database.db, {
    conversationId,
    epoch: conversation?.epoch ?? 0,
    messageIds: messages.map(({ id }) => id),
    language: null,
    decision: {
      kind: 'reply',
      messages: [{ kind: 'text', text, payload: {} }],
      citedArticleIds: [],
      offersPerson: false,
      nonAnswer: false,
      scores: {},
    },
    ignoreNewer: false,
  });
  expect(result.kind).toBe('reply');
}

async function query<Row extends object>(sql: string, ...values: unknown[]): Promise<Row[]> {
  const { rows } = await database.db.query<Row>(sql, values);
  return rows;
}

const handoffsOf = (id: string) =>
  query<{ id: string; ended: string | null; reason: string }>(
    'select id, ended, reason from handoff where conversation_id = $1 order by opened_at',
    id,
  );

test('when two ids turn out to be one person, every row is found in one conversation, in one order', async () => {
  const { survivor, other, join } = await pair();
  await draftReply(other, 'an answer');
  await join();
  const messages = await query<{ text: string; number: number }>(
    'select text, number from message where conversation_id = $1 order by number',
    survivor,
  );
  expect(messages.map(({ text }) => text)).toEqual(['by phone', 'by scoped id', 'an answer', 'both of me']);
  expect(messages.map(({ number }) => number)).toEqual([1, 2, 3, 4]);
  for (const table of ['message', 'turn', 'handoff', 'conversation_event', 'command'])
    expect(await query(`select 1 from ${table} where conversation_id = $1`, other)).toEqual([]);
  expect((await findConversation(database.db, other))?.id).toBe(survivor);
  expect(
    await query(`select 1 from conversation_event where conversation_id = $1 and kind = 'customers_merged'`, survivor),
  ).toHaveLength(1);
});

test('drafts of both sides are suppressed, and their questions are open again: each was written without the other', async () => {
  const { survivor, other, join } = await pair();
  await draftReply(survivor, 'ours');
  await draftReply(other, 'theirs');
  await join();
  expect(
    await query(
      `select text, state from message where conversation_id = $1 and author = 'ai' order by number`,
      survivor,
    ),
  ).toEqual([
    { text: 'ours', state: 'suppressed' },
    { text: 'theirs', state: 'suppressed' },
  ]);
  const open = await unsettledMessages(database.db, survivor);
  expect(open.map(({ text }) => text).sort()).toEqual(['both of me', 'by phone', 'by scoped id']);
});

test('drafts are suppressed as well when a person keeps the conversation, who then waits on the AI’s open questions', async () => {
  const { survivor, other, join } = await pair();
  await draftReply(survivor, 'ours');
  await takeOver(database.db, { ...click(other, ben), from: null });
  await replyAsTeammate(database.db, { ...click(other, ben), text: 'hello' });
  const [asked] = await query<{ at: Date }>(
    'select created_at as at from message where conversation_id = $1',
    survivor,
  );
  await join();
  expect((await unsettledMessages(database.db, survivor)).map(({ text }) => text)).toContain('by phone');
  expect(await findConversation(database.db, survivor)).toMatchObject({ holderId: ben, waitingSince: asked?.at });
});

test('the survivor is rung once with whatever there is to do, also when the news asks nothing', async () => {
  const ids = { phone: { waId: `3519${randomInt(1e9)}` }, scoped: { bsuid: `ES.${randomInt(1e12)}` } };
  for (const known of [ids.phone, ids.scoped]) await storeWebhook(database.db, [inboundFrom(known, 'hello?')]);
  const system = { needsAnswer: false, identityChange: { newBsuid: ids.scoped.bsuid } };
  const wakes = await storeWebhook(database.db, [inboundFrom(ids.phone, 'changed', system)]);
  const merged = wakes.filter(({ name }) => name === 'merged');
  expect(merged).toMatchObject([{ handler: 'ai', turn: true }]);
  const conversation = await findConversation(database.db, merged[0]?.conversationId ?? '');
  expect(conversation).toMatchObject({ epoch: merged[0]?.epoch, work: merged[0]?.work });
});

test('a message that shows the merge brings the turn itself, after its burst', async () => {
  const both = { waId: `3519${randomInt(1e9)}`, bsuid: `ES.${randomInt(1e12)}` };
  await storeWebhook(database.db, [inboundFrom({ waId: both.waId }, 'one')]);
  await storeWebhook(database.db, [inboundFrom({ bsuid: both.bsuid }, 'two')]);
  const wakes = await storeWebhook(database.db, [inboundFrom(both, 'three')]);
  expect(wakes).toMatchObject([{ name: 'customerMessage', turn: true }]);
});

test('the survivor’s epoch rises above both, so that no turn of either side can still be committed', async () => {
  const { survivor, other, join } = await pair();
  for (let times = 0; times < 3; times++) {
    await takeOver(database.db, { ...click(other, ben), from: null });
    await resolve(database.db, { ...click(other, ben), outcome: null, handoffId: null, seenMessageId: null });
  }
  const before = (await findConversation(database.db, other))?.epoch ?? 0;
  await join();
  const after = await findConversation(database.db, survivor);
  expect(before).toBe(6);
  expect(after?.epoch).toBeGreaterThan(before);
});

describe('of two open handoffs', () => {
  const reasons = { ours: 'upset', theirs: 'cannot_resolve' } as const;

  async function bothHandedOff(first: 'ours' | 'theirs'): Promise<Pair> {
    const both = await pair();
    const open = (side: 'ours' | 'theirs') =>
      requestHandoff(database.db, {
        ...click(side === 'ours' ? both.survivor : both.other, olivia),
        reason: reasons[side],
      });
    await open(first);
    await open(first === 'ours' ? 'theirs' : 'ours');
    return both;
  }

  async function expectKept(survivor: string, kept: 'ours' | 'theirs'): Promise<void> {
    const handoffs = await handoffsOf(survivor);
    expect(handoffs.find(({ reason }) => reason === reasons[kept])?.ended).toBeNull();
    const ended = handoffs.find(({ reason }) => reason !== reasons[kept]);
    expect(ended?.ended).toBe('merged');
    expect(
      await query('select state, error from handoff_step where handoff_id = $1 and kind <> $2', ended?.id, 'assign'),
    ).toEqual([
      { state: 'skipped', error: 'merged' },
      { state: 'skipped', error: 'merged' },
    ]);
    const conversation = await findConversation(database.db, survivor);
    expect(conversation).toMatchObject({
      handler: 'teammate',
      handoffId: handoffs.find(({ ended: end }) => end === null)?.id,
    });
  }

  test.each(['ours', 'theirs'] as const)('the older is kept when nobody holds either (%s)', async (first) => {
    const { survivor, join } = await bothHandedOff(first);
    await join();
    await expectKept(survivor, first);
  });

  test.each(['ours', 'theirs'] as const)(
    'the one somebody holds is kept, although it is the younger (%s)',
    async (held) => {
      const { survivor, other, join } = await bothHandedOff(held === 'ours' ? 'theirs' : 'ours');
      await takeOver(database.db, { ...click(held === 'ours' ? survivor : other, ben), from: null });
      await join();
      await expectKept(survivor, held);
      expect(await findConversation(database.db, survivor)).toMatchObject({ assigneeId: ben, holderId: ben });
    },
  );

  test('the only one is kept with its assignee, and the other side’s AI is silent from then on', async () => {
    const { survivor, other, join } = await pair();
    await assign(database.db, { ...click(other, olivia), assigneeId: ben });
    await join();
    expect(await findConversation(database.db, survivor)).toMatchObject({
      handler: 'teammate',
      assigneeId: ben,
      holderId: null,
    });
  });
});

test('what was written before a moved handoff stays settled by its resolve: the AI answers no old history', async () => {
  const { survivor, other, join } = await pair();
  await requestHandoff(database.db, { ...click(other, olivia), reason: 'upset' });
  await join();
  await resolve(database.db, { ...click(survivor, olivia), outcome: null, handoffId: null, seenMessageId: null });
  expect((await unsettledMessages(database.db, survivor)).map(({ text }) => text)).toEqual(['both of me']);
});

test('a client id that was used on both sides is no obstacle: the merge keeps both messages', async () => {
  const { survivor, other, join } = await pair();
  await replyAsTeammate(database.db, { ...click(survivor, ben, 'click-1'), text: 'to one' });
  await replyAsTeammate(database.db, { ...click(other, ben, 'click-1'), text: 'to the other' });
  await join();
  expect((await findConversation(database.db, other))?.id).toBe(survivor);
  expect(
    await query(
      `select text from message where conversation_id = $1 and author = 'teammate' order by number`,
      survivor,
    ),
  ).toEqual([{ text: 'to one' }, { text: 'to the other' }]);
});

test('a click on the merged conversation’s id reaches the survivor, and repeating an earlier one changes nothing', async () => {
  const { survivor, other, join } = await pair();
  const before = { ...click(other, ben), text: 'before the merge' };
  const { answer } = await replyAsTeammate(database.db, before);
  await join();
  expect((await replyAsTeammate(database.db, before)).answer).toEqual(answer);
  await replyAsTeammate(database.db, { ...click(other, ben), text: 'after the merge' });
  const texts = await query<{ text: string }>(
    `select text from message where conversation_id = $1 and author = 'teammate' order by number`,
    survivor,
  );
  expect(texts.map(({ text }) => text)).toEqual(['before the merge', 'after the merge']);
});
