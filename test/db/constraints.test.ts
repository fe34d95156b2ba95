import { randomUUID } from 'node:crypto';
import { createTestDatabase, type TestDatabase } from '../support/database';

let database: TestDatabase;
let owner: string;
beforeAll(async () => {
  database = await createTestDatabase();
  owner = await id(
    `insert into teammate (name, email, role, last_resort) values ('Olivia', 'o@example.com', 'owner', true) returning id`,
  );
});
afterAll(() => database.drop());

async function id(sql: string, values: unknown[] = []): Promise<string> {
  const { rows } = await database.db.query<{ id: string }>(sql, values);
  return rows[0]?.id ?? '';
}

async function makeConversation(): Promise<string> {
  const customer = await id('insert into customer default values returning id');
  return id(`insert into conversation (customer_id, phone_number_id) values ($1, '7001') returning id`, [customer]);
}

const inbound = (conversation: string, number = 1, waMessageId: string = randomUUID()) =>
  id(
    `insert into message (conversation_id, number, placed_at, author, kind, wa_message_id, needs_answer, state)
      values ($1, $2, now(), 'customer', 'text', $3, true, 'received') returning id`,
    [conversation, number, waMessageId],
  );

const turnOf = (conversation: string) =>
  id(
    `insert into turn (conversation_id, epoch, last_number, message_ids, kind, decision)
      values ($1, 0, 1, '{}', 'reply', '{}') returning id`,
    [conversation],
  );

async function aiReply(conversation: string, epoch: number, number = 1): Promise<string> {
  return id(
    `insert into message (conversation_id, number, placed_at, author, kind, purpose, epoch, turn_id, state)
      values ($1, $2, now(), 'ai', 'text', 'reply', $3, $4, 'pending') returning id`,
    [conversation, number, epoch, await turnOf(conversation)],
  );
}

const openHandoff = (conversation: string) =>
  id(
    `insert into handoff (conversation_id, reason, assignee_id, opened_number) values ($1, 'upset', $2, 0) returning id`,
    [conversation, owner],
  );

async function refused(statement: Promise<unknown>, by: string): Promise<void> {
  await expect(statement).rejects.toMatchObject({ constraint: by });
}

const run = (sql: string, values: unknown[] = []) => database.db.query(sql, values);

test('I1: a WhatsApp message is stored once', async () => {
  const conversation = await makeConversation();
  await inbound(conversation, 1, 'wamid.same');
  await refused(inbound(conversation, 2, 'wamid.same'), 'message_wa_message_id_key');
});

test('I1: a message is settled by one turn, and only as that turn says', async () => {
  const conversation = await makeConversation();
  const message = await inbound(conversation);
  const settle = async () =>
    run(`update message set settled_by = 'turn', settled_at = now(), turn_id = $2 where id = $1`, [
      message,
      await turnOf(conversation),
    ]);
  await settle();
  await refused(settle(), 'settled_once');
});

test('I3: the AI cannot begin to send at an old epoch, nor while a teammate handles the conversation', async () => {
  const conversation = await makeConversation();
  const stale = await aiReply(conversation, 0);
  await run('update conversation set epoch = 1 where id = $1', [conversation]);
  const claim = `update message set state = 'sending', claimed_at = now() where id = $1`;
  await refused(run(claim, [stale]), 'one_voice');
  const current = await aiReply(conversation, 2, 2);
  await run(
    `update conversation set handler = 'teammate', epoch = 2, handoff_id = $2, assignee_id = $3 where id = $1`,
    [conversation, await openHandoff(conversation), owner],
  );
  await refused(run(claim, [current]), 'one_voice');
});

test('I3: who handles a conversation changes only with a new epoch, and epochs never fall', async () => {
  const conversation = await makeConversation();
  const handoff = await openHandoff(conversation);
  await refused(
    run(`update conversation set handler = 'teammate', handoff_id = $2, assignee_id = $3 where id = $1`, [
      conversation,
      handoff,
      owner,
    ]),
    'handler_change_bumps_epoch',
  );
  await refused(run('update conversation set epoch = -1 where id = $1', [conversation]), 'epoch_only_rises');
});

test('I4: a conversation has one open handoff, and a handoff one step per kind and assignee', async () => {
  const conversation = await makeConversation();
  const handoff = await openHandoff(conversation);
  await refused(openHandoff(conversation), 'handoff_one_open');
  const step = (kind: string, teammate: string | null) =>
    run(`insert into handoff_step (handoff_id, kind, teammate_id, state) values ($1, $2, $3, 'pending')`, [
      handoff,
      kind,
      teammate,
    ]);
  await step('reassure', null);
  await refused(step('reassure', null), 'handoff_step_handoff_id_kind_teammate_id_key');
  await step('email', owner);
  await refused(step('email', owner), 'handoff_step_handoff_id_kind_teammate_id_key');
});

test('I4: a handoff has one reassurance and one mail per assignee', async () => {
  const conversation = await makeConversation();
  const handoff = await openHandoff(conversation);
  const reassurance = (number: number) =>
    run(
      `insert into message (conversation_id, number, placed_at, author, kind, purpose, handoff_id, state)
        values ($1, $2, now(), 'ai', 'text', 'reassurance', $3, 'pending')`,
      [conversation, number, handoff],
    );
  await reassurance(1);
  await refused(reassurance(2), 'message_one_reassurance');
  const mail = (key: string) =>
    run(
      `insert into email (key, handoff_id, teammate_id, recipient, subject, html, body) values ($1, $2, $3, 'o', 's', 'h', 'b')`,
      [key, handoff, owner],
    );
  await mail(`one ${handoff}`);
  await refused(mail(`two ${handoff}`), 'email_handoff_id_teammate_id_key');
});

test('I6: a number in a conversation is taken once', async () => {
  const conversation = await makeConversation();
  await inbound(conversation, 1);
  await refused(inbound(conversation, 1), 'message_conversation_id_number_key');
});

test('I8: a client id makes one message', async () => {
  const conversation = await makeConversation();
  const reply = (number: number) =>
    run(
      `insert into message (conversation_id, number, placed_at, author, teammate_id, kind, purpose, client_id, state)
        values ($1, $2, now(), 'teammate', $3, 'text', 'reply', 'click', 'pending')`,
      [conversation, number, owner],
    );
  await reply(1);
  await refused(reply(2), 'message_conversation_id_client_id_key');
});

test.each([
  ['read', 'delivered'],
  ['delivered', 'sent'],
  ['delivered', 'failed'],
  ['suppressed', 'pending'],
  ['sent', 'pending'],
])('I9: a message never goes back from %s to %s', async (from, to) => {
  const conversation = await makeConversation();
  const message = await id(
    `insert into message (conversation_id, number, placed_at, author, kind, purpose, wa_message_id, state)
      values ($1, 1, now(), 'business_phone', 'text', 'reply', $2, $3) returning id`,
    [conversation, randomUUID(), from],
  );
  await refused(run('update message set state = $2 where id = $1', [message, to]), 'state_only_moves_forward');
});

test('a handoff always has an assignee, and the installation one last resort, who is an active owner', async () => {
  const conversation = await makeConversation();
  const handoff = await openHandoff(conversation);
  await expect(
    run(`update conversation set handler = 'teammate', epoch = 1, handoff_id = $2 where id = $1`, [
      conversation,
      handoff,
    ]),
  ).rejects.toMatchObject({ code: '23514' });
  await refused(
    run(`insert into teammate (name, email, role, last_resort) values ('Second', 's@example.com', 'owner', true)`),
    'teammate_one_last_resort',
  );
  for (const change of ['active = false', `role = 'teammate'`])
    await refused(run(`update teammate set ${change} where last_resort`), 'teammate_last_resort_stays');
  await run(`insert into teammate (name, email, role) values ('Second', 's@example.com', 'owner')`);
});

test('an article is a draft or published, and valid until a moment that comes', async () => {
  const insert = (state: string, validUntil: string | null) =>
    run(`insert into article (title, content, state, valid_until) values ('A', 'B', $1, $2)`, [state, validUntil]);
  await refused(insert('archived', null), 'article_state_check');
  await refused(insert('draft', 'infinity'), 'article_valid_until_check');
  await insert('published', '2020-01-01');
});
