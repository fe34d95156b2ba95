import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { Conversation } from '../../api/contract/conversation';
import { Message } from '../../api/contract/message';
import { DEFAULT_TIMINGS } from '../../domain/timings';
import { clientId, delivery, newWaId, startApi, textMessage, type ApiUnderTest } from './api-under-test';
import { at, page, type Answer } from './answer';

let api: ApiUnderTest;
beforeAll(async () => void (api = await startApi()));
afterAll(() => api.stop());

const post = (id: string, command: string, body: Record<string, unknown> = {}, key = api.owner.key): Promise<Answer> =>
  api.call('POST', `/api/conversations/${id}/${command}`, { key, body: { clientId: clientId(), ...body } });
const epochOf = async (id: string) => (await api.call('GET', `/api/conversations/${id}`)).body['epoch'];

test('a reply is stored once, takes the conversation over, and rings after the commit', async () => {
  const id = await api.conversation();
  const answer = await post(id, 'messages', { text: 'I look into it' }, api.ana.key);
  expect(answer.status).toBe(200);
  const message = z.strictObject(Message.shape).parse(answer.body);
  expect(message).toMatchObject({
    author: { kind: 'teammate', teammateId: api.ana.id },
    kind: 'text',
    text: 'I look into it',
    purpose: 'reply',
    state: 'pending',
    error: null,
  });
  expect(api.rings.at(-1)).toMatchObject({
    conversationId: id,
    name: 'teammateReply',
    outbound: true,
    handler: 'teammate',
  });
  const { body } = await api.call('GET', `/api/conversations/${id}`);
  expect(body).toMatchObject({
    handler: { kind: 'teammate', teammateId: api.ana.id, reason: 'taken_over' },
    assignee: { id: api.ana.id },
    waitingSince: null,
    handoff: { steps: { assign: { state: 'done' }, email: { state: 'skipped' }, reassure: { state: 'skipped' } } },
  });
  expect(at(body, 'handoff.firstReplyAt')).not.toBeNull();
});

test('the same clientId returns the first reply, however often and however fast it is sent', async () => {
  const id = await api.conversation();
  const body = { clientId: clientId(), text: 'Once' };
  const rung = api.rings.length;
  const answers = await Promise.all(Array.from({ length: 10 }, () => post(id, 'messages', body)));
  const again = await post(id, 'messages', body);
  expect(new Set([...answers, again].map(({ status }) => status))).toEqual(new Set([200]));
  expect(new Set([...answers, again].map((answer) => answer.body['id'])).size).toBe(1);
  const { items } = page(await api.call('GET', `/api/conversations/${id}/messages`));
  expect(items.filter(({ text }) => text === 'Once')).toHaveLength(1);
  expect(api.rings.length).toBe(rung + 1);
});

test('the same clientId with other words, from another person or for another command is refused', async () => {
  const id = await api.conversation();
  const body = { clientId: clientId(), text: 'One' };
  await post(id, 'messages', body);
  for (const answer of [
    await post(id, 'messages', { ...body, text: 'Two' }),
    await post(id, 'messages', body, api.ben.key),
    await post(id, 'take-over', { clientId: body.clientId }),
  ])
    expect([answer.status, answer.body['code']]).toEqual([409, 'client_id_reused']);
  const other = await api.conversation();
  expect((await post(other, 'messages', body)).status).toBe(200);
});

test('while one teammate holds the conversation, the others are told who', async () => {
  const id = await api.conversation();
  await post(id, 'take-over', {}, api.ana.key);
  for (const [command, body] of [
    ['messages', { text: 'Me too' }],
    ['take-over', {}],
    ['take-over', { from: api.owner.id }],
    ['resolve', {}],
  ] as const) {
    const answer = await post(id, command, body, api.ben.key);
    expect([answer.status, answer.body['code']]).toEqual([409, 'handled_by_other']);
    expect(answer.body['holder']).toEqual({ id: api.ana.id, name: 'Ana' });
  }
  expect(page(await api.call('GET', `/api/conversations/${id}/messages`)).items).toHaveLength(1);
});

test('taking over from the holder one saw works once for two who try at the same time', async () => {
  const id = await api.conversation();
  await post(id, 'take-over', {}, api.ana.key);
  const answers = await Promise.all([
    post(id, 'take-over', { from: api.ana.id }, api.ben.key),
    post(id, 'take-over', { from: api.ana.id }, api.owner.key),
  ]);
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
});

test('a command that changes nothing leaves the epoch and rings nobody', async () => {
  const id = await api.conversation();
  await post(id, 'take-over');
  const epoch = await epochOf(id);
  const rung = api.rings.length;
  const answer = await post(id, 'take-over');
  expect([answer.status, answer.body['epoch']]).toEqual([200, epoch]);
  expect((await post(id, 'handoff', { reason: 'upset' })).body['epoch']).toBe(epoch);
  expect((await post(id, 'assign', { teammateId: api.owner.id })).body['epoch']).toBe(epoch);
  expect(api.rings.length).toBe(rung);
});

test('resolving twice answers the same, and the AI is back', async () => {
  const id = await api.conversation();
  const taken = await post(id, 'take-over');
  const handoffId = at(taken.body, 'handoff.id');
  const body = { clientId: clientId(), outcome: 'Refunded', handoffId };
  const first = await post(id, 'resolve', body);
  const second = await post(id, 'resolve', body);
  const third = await post(id, 'resolve', { handoffId });
  const fourth = await post(id, 'resolve');
  for (const answer of [first, second, third, fourth]) {
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({ handler: { kind: 'ai' }, assignee: null, handoff: { outcome: 'Refunded' } });
    expect(answer.body['epoch']).toBe(first.body['epoch']);
  }
  expect(
    api.rings.filter(({ name, conversationId }) => name === 'humanResolved' && conversationId === id),
  ).toHaveLength(1);
});

test('resolving a handoff that is no longer the open one is stale', async () => {
  const id = await api.conversation();
  const first = at((await post(id, 'take-over')).body, 'handoff.id');
  await post(id, 'resolve');
  await post(id, 'take-over');
  for (const handoffId of [first, randomUUID()]) {
    const answer = await post(id, 'resolve', { handoffId });
    expect([answer.status, answer.body['code']]).toEqual([409, 'stale']);
  }
  expect((await api.call('GET', `/api/conversations/${id}`)).body).toMatchObject({ handler: { kind: 'teammate' } });
});

test('a customer who wrote after what the resolver had seen is the first thing the AI answers', async () => {
  const waId = newWaId();
  const id = await api.conversation('one', waId);
  await post(id, 'take-over');
  await api.webhook(delivery([textMessage('two', { from: waId })]));
  const seen = page(await api.call('GET', `/api/conversations/${id}/messages`)).items.at(-1)?.['id'];
  await api.webhook(delivery([textMessage('three', { from: waId })]));
  expect((await post(id, 'resolve', { seenMessageId: seen })).status).toBe(200);
  const { rows } = await api.db.query<{ text: string }>(
    'select text from message where conversation_id = $1 and needs_answer and settled_at is null',
    [id],
  );
  expect(rows.map(({ text }) => text)).toEqual(['three']);
});

test('assigning in AI mode opens a handoff that is mailed and reassured', async () => {
  const id = await api.conversation();
  const answer = await post(id, 'assign', { teammateId: api.ben.id });
  expect(answer.status).toBe(200);
  expect(z.strictObject(Conversation.shape).parse(answer.body)).toMatchObject({
    handler: { kind: 'teammate', teammateId: api.ben.id, reason: 'requested_by_teammate', heldSince: null },
    assignee: { id: api.ben.id, name: 'Ben', email: 'ben@example.com' },
    handoff: {
      assignee: { id: api.ben.id },
      steps: {
        assign: { state: 'done', error: null },
        email: { state: 'pending', at: null },
        reassure: { state: 'pending' },
      },
    },
  });
  expect(api.rings.at(-1)).toMatchObject({
    conversationId: id,
    name: 'assign',
    handoffId: at(answer.body, 'handoff.id'),
  });
});

test('assigning to oneself in AI mode reassures the customer, but mails nobody about their own click', async () => {
  const id = await api.conversation();
  const answer = await post(id, 'assign', { teammateId: api.ben.id }, api.ben.key);
  expect(answer.body).toMatchObject({
    assignee: { id: api.ben.id },
    handoff: {
      steps: {
        assign: { state: 'done' },
        email: { state: 'skipped', error: 'taken_over' },
        reassure: { state: 'pending' },
      },
    },
  });
});

test('assigning to somebody else hands the steps of the new assignee out', async () => {
  const id = await api.conversation();
  await post(id, 'take-over', {}, api.ana.key);
  const answer = await post(id, 'assign', { teammateId: api.ben.id }, api.ben.key);
  expect(answer.body).toMatchObject({
    handler: { teammateId: api.ben.id, heldSince: null },
    handoff: { assignee: { id: api.ben.id }, steps: { email: { state: 'skipped', error: 'taken_over' } } },
  });
  const back = await post(id, 'assign', { teammateId: api.owner.id }, api.ben.key);
  expect(back.body).toMatchObject({ handoff: { steps: { email: { state: 'pending', error: null } } } });
});

test('assigning to nobody, or to somebody who left, is refused', async () => {
  const id = await api.conversation();
  const answer = await post(id, 'assign', { teammateId: randomUUID() });
  expect([answer.status, answer.body['code']]).toEqual([400, 'invalid_request']);
});

test('a handoff goes to whom the settings choose, for the reason given', async () => {
  const id = await api.conversation();
  const answer = await post(id, 'handoff', { reason: 'human_only_topic' });
  expect(answer.body).toMatchObject({ handler: { reason: 'human_only_topic', teammateId: api.owner.id } });
  const plain = await post(await api.conversation(), 'handoff');
  expect(plain.body).toMatchObject({ handler: { reason: 'requested_by_teammate' } });
  expect((await post(id, 'handoff', { reason: 'because' })).status).toBe(400);
});

test('a reply outside the 24-hour window is refused with what is possible, and changes nothing', async () => {
  const id = await api.conversation();
  await api.db.query(
    `update conversation set last_customer_message_at = now() - interval '24 hours 1 second' where id = $1`,
    [id],
  );
  const answer = await post(id, 'messages', { text: 'Late' });
  expect([answer.status, answer.body['code']]).toEqual([409, 'service_window_closed']);
  expect(answer.body['detail']).toContain('template');
  expect((await api.call('GET', `/api/conversations/${id}`)).body).toMatchObject({ handler: { kind: 'ai' } });
});

test.each([
  ['take-over', {}],
  ['handoff', {}],
  ['messages', { text: 'Hi' }],
] as const)('%s answers only when no AI reply can begin to be sent any more', async (command, body) => {
  const patient = await startApi({ timings: { ...DEFAULT_TIMINGS, startWithin: 20_000 } });
  try {
    const id = await patient.conversation();
    const path = `/api/conversations/${id}`;
    await patient.db.query(
      `with t as (insert into turn (conversation_id, epoch, last_number, message_ids, kind, decision)
          values ($1, 0, 1, '{}', 'reply', '{}') returning id)
        insert into message (conversation_id, number, placed_at, author, kind, text, purpose, epoch, turn_id, state, claimed_at,
            attempt_over, late_claims)
          select $1, 1000, now(), 'ai', 'text', 'In flight', 'reply', 0, t.id, 'sending',
            clock_timestamp() - interval '25 seconds', false, 2 from t`,
      [id],
    );
    // Its moment passed twice before: this one is four times as long.
    let answered = false;
    const answer = patient
      .call('POST', `${path}/${command}`, { body: { clientId: clientId(), ...body } })
      .finally(() => (answered = true));
    while (at((await patient.call('GET', path)).body, 'handler.kind') === 'ai') await patient.call('GET', '/healthz');
    for (let look = 0; look < 20; look++) await patient.call('GET', path);
    expect(answered).toBe(false);
    await patient.db.query(
      `update message set state = 'sent', wa_message_id = 'wamid.x', attempt_over = true where text = 'In flight'`,
    );
    expect((await answer).status).toBe(200);
  } finally {
    await patient.stop();
  }
});

test('commands on a conversation that does not exist are 404', async () => {
  for (const [command, body] of [
    ['messages', { text: 'x' }],
    ['take-over', {}],
    ['assign', { teammateId: api.ben.id }],
    ['resolve', {}],
    ['handoff', {}],
  ] as const) {
    const answer = await post(randomUUID(), command, body);
    expect([command, answer.status, answer.body['code']]).toEqual([command, 404, 'not_found']);
  }
});
