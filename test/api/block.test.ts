import { randomInt } from 'node:crypto';
import { findConversation } from '../../db/conversations';
import { unsettledMessages } from '../../db/messages';
import { DEFAULT_TIMINGS } from '../../domain/timings';
import { claimOutbound } from '../../transactions/claim-outbound';
import { commitTurn } from '../../transactions/commit-turn';
import { handOff } from '../../transactions/hand-off';
import { recordSend } from '../../transactions/record-send';
import { storeWebhook } from '../../transactions/store-webhook';
import { inboundFrom } from '../identity/inbound-from';
import { draftAnswer } from '../support/drafted';
import { at, page, type Answer } from './answer';
import { clientId, delivery, newWaId, startApi, textMessage, type ApiUnderTest } from './api-under-test';

let api: ApiUnderTest;
beforeAll(async () => void (api = await startApi()));
afterAll(() => api.stop());

const post = (id: string, command: string, body: Record<string, unknown> = {}, key = api.ana.key): Promise<Answer> =>
  api.call('POST', `/api/conversations/${id}/${command}`, { key, body: { clientId: clientId(), ...body } });
const view = async (id: string) => (await api.call('GET', `/api/conversations/${id}`)).body;
const writes = (waId: string, text: string) => api.webhook(delivery([textMessage(text, { from: waId })]));

/** How each message of the customer was settled, oldest first. */
async function settled(id: string): Promise<unknown[]> {
  const { rows } = await api.db.query<{ by: string | null }>(
    `select settled_by as by from message where conversation_id = $1 and author = 'customer' order by number`,
    [id],
  );
  return rows.map(({ by }) => by);
}

async function listed(filter: string): Promise<unknown[]> {
  return page(await api.call('GET', `/api/conversations?filter=${filter}&limit=100`)).items.map(({ id }) => id);
}

test('I1, I5: what a blocked customer writes is stored and settled by a recorded closing, for no turn and no person', async () => {
  const waId = newWaId();
  const id = await api.conversation('buy my coins', waId);
  const blocked = await post(id, 'block', { reason: 'Spam' });
  expect(blocked.body).toMatchObject({
    blocked: { by: { id: api.ana.id, name: 'Ana' }, reason: 'Spam' },
    handler: { kind: 'ai' },
    waitingSince: null,
  });
  expect(at(blocked.body, 'blocked.at')).toEqual(expect.any(String));
  const rung = api.rings.length;
  await writes(waId, 'buy them now');
  await writes(waId, 'can I speak to a person?');
  expect(await settled(id)).toEqual(['closing', 'closing', 'closing']);
  expect(api.rings.slice(rung).map(({ turn }) => turn)).toEqual([false, false]);
  expect(await view(id)).toMatchObject({ handler: { kind: 'ai' }, waitingSince: null, handoff: null });
  expect(await listed('ai')).not.toContain(id);
  expect(await listed('waiting')).not.toContain(id);
  expect(await listed('all')).toContain(id);
  const { items } = page(await api.call('GET', `/api/conversations/${id}/events`));
  expect(items.map(({ kind }) => kind)).toEqual([
    'blocked_message_closed',
    'blocked_message_closed',
    'customer_blocked',
    'blocked_message_closed',
  ]);
});

test('blocking ends an open handoff with the outcome “blocked”, and nothing of it is still to be done', async () => {
  const id = await api.conversation('pay me');
  await post(id, 'handoff');
  expect(await listed('waiting')).toContain(id);
  const { body } = await post(id, 'block');
  expect(body).toMatchObject({
    handler: { kind: 'ai' },
    assignee: null,
    waitingSince: null,
    handoff: { outcome: 'blocked' },
  });
  expect(at(body, 'handoff.resolvedAt')).not.toBeNull();
  expect([at(body, 'handoff.steps.email.state'), at(body, 'handoff.steps.reassure.state')]).toEqual([
    'skipped',
    'skipped',
  ]);
  expect(await settled(id)).toEqual(['closing']);
  expect(await listed('waiting')).not.toContain(id);
  expect(await claimOutbound(api.db, id, DEFAULT_TIMINGS)).toMatchObject({ kind: 'empty' });
  expect(api.rings.at(-1)).toMatchObject({ conversationId: id, name: 'customerBlocked', turn: false });
});

test('I3: what the AI was thinking or about to say when the customer was blocked is never said, nor handed off', async () => {
  const waId = newWaId();
  const id = await api.conversation('first', waId);
  await draftAnswer(api.db, id, 'About to be said');
  await writes(waId, 'second');
  const before = await findConversation(api.db, id);
  const messageIds = (await unsettledMessages(api.db, id)).map((message) => message.id);
  await post(id, 'block');
  const thought = await commitTurn(api.db, {
    conversationId: id,
    epoch: before?.epoch ?? 0,
    messageIds,
    language: null,
    decision: { kind: 'closing', scores: {} },
    ignoreNewer: false,
  });
  expect(thought.kind).toBe('stale');
  const failed = await handOff(api.db, { conversationId: id, epoch: before?.epoch ?? 0, reason: 'agent_failed' });
  expect(failed.kind).toBe('stale');
  const now = (await findConversation(api.db, id))?.epoch ?? 0;
  expect((await handOff(api.db, { conversationId: id, epoch: now, reason: 'agent_failed' })).kind).toBe('stale');
  expect(await claimOutbound(api.db, id, DEFAULT_TIMINGS)).toMatchObject({ kind: 'empty' });
  expect(await settled(id)).toEqual(['closing', 'closing']);
});

test('an answer on the wire that fails after the block puts nobody on the hook', async () => {
  const id = await api.conversation('first');
  await draftAnswer(api.db, id);
  const claim = await claimOutbound(api.db, id, DEFAULT_TIMINGS);
  if (claim.kind !== 'claimed') throw new Error('the answer was to be claimed');
  await api.db.query(`update message set claimed_at = now() - interval '1 minute' where id = $1`, [claim.message.id]);
  await post(id, 'block');
  await recordSend(api.db, { ...claim.message, conversationId: id }, { kind: 'failed', error: 'whatsapp_131026' });
  expect(await view(id)).toMatchObject({ handler: { kind: 'ai' }, handoff: null });
  expect(await settled(id)).toEqual(['turn']);
});

test('nobody takes, hands over or answers a blocked conversation before it is unblocked', async () => {
  const id = await api.conversation();
  await post(id, 'block');
  const tries = [
    await post(id, 'messages', { text: 'Hello' }),
    await post(id, 'take-over'),
    await post(id, 'handoff'),
    await post(id, 'assign', { teammateId: api.ben.id }),
  ];
  expect(tries.map(({ status, body }) => [status, body['code']])).toEqual(tries.map(() => [409, 'customer_blocked']));
});

test('unblocked, the customer is answered again; what was closed meanwhile stays closed', async () => {
  const waId = newWaId();
  const id = await api.conversation('one', waId);
  await post(id, 'block');
  await writes(waId, 'two');
  expect((await post(id, 'unblock', {}, api.ben.key)).body['blocked']).toBeNull();
  await writes(waId, 'three');
  expect(api.rings.at(-1)).toMatchObject({ conversationId: id, name: 'customerMessage', turn: true });
  expect(await settled(id)).toEqual(['closing', 'closing', null]);
  expect(await listed('ai')).toContain(id);
});

test('I8: the same click blocks once, and a block over somebody’s head is refused', async () => {
  const id = await api.conversation();
  const click = { clientId: clientId() };
  const first = await post(id, 'block', click);
  await post(id, 'unblock');
  const again = await post(id, 'block', click);
  expect([first.status, again.status, again.body['blocked']]).toEqual([200, 200, null]);
  await post(id, 'take-over');
  expect((await post(id, 'block', {}, api.ben.key)).body['code']).toBe('handled_by_other');
});

test('what a colleague writes on the business’s phone is kept, and puts nobody on the hook', async () => {
  const waId = newWaId();
  const id = await api.conversation('one', waId);
  await post(id, 'block');
  const echo = inboundFrom({ waId }, 'leave us alone');
  if (echo.kind !== 'message') throw new Error('a text is a message');
  await storeWebhook(api.db, [
    { kind: 'echo', phoneNumberId: '700100200300', to: echo.message.from, message: echo.message },
  ]);
  expect(await view(id)).toMatchObject({ handler: { kind: 'ai' }, lastMessage: { author: 'business_phone' } });
});

test.each(['known first', 'known later'])(
  'a blocked customer who turns out to be the same as another, %s, stays blocked, and nobody stays on the hook',
  async (which) => {
    const [phone, scoped] = [{ waId: newWaId() }, { bsuid: `ES.${randomInt(1e12)}` }];
    const idOf = async (ids: Parameters<typeof inboundFrom>[0]) => {
      const [wake] = await storeWebhook(api.db, [inboundFrom(ids, 'hello')]);
      return wake?.conversationId ?? '';
    };
    const [first, later] = [await idOf(phone), await idOf(scoped)];
    const [blocked, other] = which === 'known first' ? [first, later] : [later, first];
    await post(blocked, 'block', { reason: 'Spam' });
    await post(other, 'messages', { text: 'How can I help?' });
    await post(other, 'owe', { until: new Date(Date.now() + 3_600_000).toISOString() });
    await storeWebhook(api.db, [inboundFrom({ ...phone, ...scoped }, 'both of me')]);
    expect(await view(later)).toMatchObject({
      id: first,
      blocked: { by: { id: api.ana.id }, reason: 'Spam' },
      handler: { kind: 'ai' },
      waitingSince: null,
      owedAnswerAt: null,
    });
    expect(new Set(await settled(first))).not.toContain(null);
  },
);

test('an owed answer survives a merge with the conversation that somebody handles', async () => {
  const [phone, scoped] = [{ waId: newWaId() }, { bsuid: `ES.${randomInt(1e12)}` }];
  const [firstWake] = await storeWebhook(api.db, [inboundFrom(phone, 'hello')]);
  const [laterWake] = await storeWebhook(api.db, [inboundFrom(scoped, 'hello')]);
  const later = laterWake?.conversationId ?? '';
  await post(later, 'messages', { text: 'I’ll check.' });
  const until = new Date(Date.now() + 3_600_000).toISOString();
  await post(later, 'owe', { until });
  await storeWebhook(api.db, [inboundFrom({ ...phone, ...scoped }, 'both of me')]);
  expect(await view(later)).toMatchObject({ id: firstWake?.conversationId, owedAnswerAt: until });
});
