import { findConversation } from '../../db/conversations';
import { assign } from '../../transactions/assign';
import { replyAsTeammate } from '../../transactions/reply-as-teammate';
import { resolve } from '../../transactions/resolve';
import { storeWebhook } from '../../transactions/store-webhook';
import { takeOver } from '../../transactions/take-over';
import { claimOutbound } from '../../transactions/claim-outbound';
import { DEFAULT_TIMINGS } from '../../domain/timings';
import { customerText } from '../support/seed';
import { click } from './click';
import { openShop, type Shop } from './shop';

let shop: Shop;
beforeAll(async () => {
  shop = await openShop();
});
afterAll(() => shop.close());

const replies = (id: string, by: string) => replyAsTeammate(shop.db, { ...click(id, by), text: 'hello from us' });
const resolves = (id: string, by: string) =>
  resolve(shop.db, { ...click(id, by), outcome: null, handoffId: null, seenMessageId: null });
const takesOver = (id: string, by: string, from: string | null = null) => takeOver(shop.db, { ...click(id, by), from });
const assigns = (id: string, by: string, to: string) => assign(shop.db, { ...click(id, by), assigneeId: to });

interface StepRow {
  kind: string;
  teammate: string | null;
  state: string;
  error: string | null;
}

async function stepsOf(conversationId: string): Promise<StepRow[]> {
  const { rows } = await shop.db.query<StepRow>(
    `select s.kind, t.name as teammate, s.state, s.error from handoff_step s join handoff h on h.id = s.handoff_id
      left join teammate t on t.id = s.teammate_id where h.conversation_id = $1 and h.resolved_at is null
      order by s.created_at, t.name, s.kind`,
    [conversationId],
  );
  return rows;
}

const refusedFor = (holderId: string, name: string) => ({
  code: 'handled_by_other',
  facts: { holder: { id: holderId, name } },
});

describe('being assigned locks nobody out', () => {
  test.each([
    ['reply', replies],
    ['resolve', resolves],
    ['take over', (id: string, by: string) => takesOver(id, by)],
  ])('somebody else may %s while the assignee has not begun', async (_, act) => {
    const id = await shop.newConversation();
    await assigns(id, shop.olivia, shop.ben);
    expect(await findConversation(shop.db, id)).toMatchObject({ assigneeId: shop.ben, holderId: null });
    await expect(act(id, shop.cora)).resolves.toBeDefined();
  });
});

describe('holding', () => {
  test.each([
    ['writing', replies],
    ['taking over', (id: string, by: string) => takesOver(id, by)],
  ])('begins by %s, and the assignee follows', async (_, act) => {
    const id = await shop.handedOff();
    await act(id, shop.ben);
    expect(await findConversation(shop.db, id)).toMatchObject({ assigneeId: shop.ben, holderId: shop.ben });
  });

  test('refuses others’ replies, resolves and takeovers, and names who holds', async () => {
    const id = await shop.handedOff();
    await takesOver(id, shop.ben);
    for (const act of [replies, resolves, takesOver])
      await expect(act(id, shop.cora)).rejects.toMatchObject(refusedFor(shop.ben, 'Ben'));
    await expect(replies(id, shop.ben)).resolves.toBeDefined();
    expect(await findConversation(shop.db, id)).toMatchObject({ assigneeId: shop.ben, holderId: shop.ben });
  });

  test('is taken from the holder the client saw, and only from that one', async () => {
    const id = await shop.handedOff();
    await takesOver(id, shop.ben);
    await takesOver(id, shop.cora, shop.ben);
    expect(await findConversation(shop.db, id)).toMatchObject({ assigneeId: shop.cora, holderId: shop.cora });
    await expect(takesOver(id, shop.olivia, shop.ben)).rejects.toMatchObject(refusedFor(shop.cora, 'Cora'));
  });

  test('ends with an assignment to somebody else, which is always allowed', async () => {
    const id = await shop.handedOff();
    await takesOver(id, shop.ben);
    await assigns(id, shop.cora, shop.cora);
    expect(await findConversation(shop.db, id)).toMatchObject({ assigneeId: shop.cora, holderId: null });
    await expect(replies(id, shop.ben)).resolves.toBeDefined();
  });

  test('ends with the resolve', async () => {
    const id = await shop.handedOff();
    await takesOver(id, shop.ben);
    await resolves(id, shop.ben);
    expect(await findConversation(shop.db, id)).toMatchObject({ handler: 'ai', assigneeId: null, holderId: null });
    await expect(replies(id, shop.cora)).resolves.toBeDefined();
  });
});

describe('assigning', () => {
  test('in AI mode opens a handoff to that person, who is mailed while the customer is reassured', async () => {
    const id = await shop.newConversation();
    await assigns(id, shop.olivia, shop.ben);
    expect(await stepsOf(id)).toEqual([
      { kind: 'assign', teammate: 'Ben', state: 'done', error: null },
      { kind: 'email', teammate: 'Ben', state: 'pending', error: null },
      { kind: 'reassure', teammate: null, state: 'pending', error: null },
    ]);
  });

  test('mails the new person once and no longer the former', async () => {
    const id = await shop.handedOff();
    await assigns(id, shop.olivia, shop.ben);
    await assigns(id, shop.olivia, shop.ben);
    const mails = (await stepsOf(id)).filter(({ kind }) => kind === 'email');
    expect(mails).toEqual([
      { kind: 'email', teammate: 'Olivia', state: 'skipped', error: 'reassigned' },
      { kind: 'email', teammate: 'Ben', state: 'pending', error: null },
    ]);
  });

  test('back to somebody whose mail was skipped mails them after all', async () => {
    const id = await shop.newConversation();
    await assigns(id, shop.olivia, shop.ben);
    await assigns(id, shop.olivia, shop.cora);
    await assigns(id, shop.olivia, shop.ben);
    const mails = (await stepsOf(id)).filter(({ kind }) => kind === 'email');
    expect(mails).toEqual([
      { kind: 'email', teammate: 'Ben', state: 'pending', error: null },
      { kind: 'email', teammate: 'Cora', state: 'skipped', error: 'reassigned' },
    ]);
  });

  test('to oneself mails nobody about their own click', async () => {
    const id = await shop.handedOff();
    await assigns(id, shop.ben, shop.ben);
    const mails = (await stepsOf(id)).filter(({ kind, teammate }) => kind === 'email' && teammate === 'Ben');
    expect(mails).toEqual([{ kind: 'email', teammate: 'Ben', state: 'skipped', error: 'taken_over' }]);
  });
});

describe('a takeover from the AI', () => {
  const takenOver = [
    { kind: 'assign', teammate: 'Ben', state: 'done', error: null },
    { kind: 'email', teammate: 'Ben', state: 'skipped', error: 'taken_over' },
    { kind: 'reassure', teammate: null, state: 'skipped', error: 'taken_over' },
  ];

  test.each([
    ['a click', (id: string, by: string) => takesOver(id, by)],
    ['a reply', replies],
  ])('by %s is a handoff whose mail and reassurance are skipped', async (_, act) => {
    const id = await shop.newConversation();
    await act(id, shop.ben);
    const { rows } = await shop.db.query('select reason from handoff where conversation_id = $1', [id]);
    expect(rows).toEqual([{ reason: 'taken_over' }]);
    expect(
      (await stepsOf(id)).map((step) => ({ ...step, error: step.error === 'answered' ? 'taken_over' : step.error })),
    ).toEqual(takenOver);
    const { rows: said } = await shop.db.query(
      `select 1 from message where conversation_id = $1 and purpose = 'reassurance'`,
      [id],
    );
    expect(said).toEqual([]);
  });

  test('from the business’s own phone is one too: nobody is mailed, and nobody in the inbox holds it', async () => {
    const id = await shop.newConversation();
    const { rows } = await shop.db.query<{ waId: string }>(
      `select value as "waId" from customer_identity i join conversation c on c.customer_id = i.customer_id where c.id = $1`,
      [id],
    );
    const echo = customerText(rows[0]?.waId ?? '', 'typed on the phone');
    if (echo.kind !== 'message') throw new Error('a customer’s text is a message');
    await storeWebhook(shop.db, [
      { kind: 'echo', phoneNumberId: '7001', to: echo.message.from, message: echo.message },
    ]);
    expect(await findConversation(shop.db, id)).toMatchObject({
      handler: 'teammate',
      holderId: null,
      waitingSince: null,
    });
    expect((await stepsOf(id)).map(({ kind, state }) => `${kind} ${state}`)).toEqual([
      'assign done',
      'email skipped',
      'reassure skipped',
    ]);
  });
});

test('a person’s words suppress the reassurance that has not begun to be sent, and skip the mail', async () => {
  const id = await shop.handedOff();
  await replies(id, shop.ben);
  const { rows } = await shop.db.query(
    `select purpose, state from message where conversation_id = $1 and author <> 'customer' order by number`,
    [id],
  );
  expect(rows).toEqual([
    { purpose: 'reassurance', state: 'suppressed' },
    { purpose: 'reply', state: 'pending' },
  ]);
  expect((await stepsOf(id)).filter(({ state }) => state === 'pending')).toEqual([]);
});

test('a reassurance that is being sent is left alone: it settles its own step', async () => {
  const id = await shop.handedOff();
  const claim = await claimOutbound(shop.db, id, DEFAULT_TIMINGS);
  expect(claim).toMatchObject({ kind: 'claimed', message: { purpose: 'reassurance' } });
  await replies(id, shop.ben);
  expect((await stepsOf(id)).find(({ kind }) => kind === 'reassure')).toMatchObject({ state: 'pending' });
});
