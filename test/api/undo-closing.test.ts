import { randomUUID } from 'node:crypto';
import { findConversation } from '../../db/conversations';
import { unsettledMessages } from '../../db/messages';
import { commitTurn } from '../../transactions/commit-turn';
import { findUnanswered } from '../../transactions/rescue';
import { page, type Answer } from './answer';
import { clientId, startApi, type ApiUnderTest } from './api-under-test';

let api: ApiUnderTest;
beforeAll(async () => void (api = await startApi()));
afterAll(() => api.stop());

/** A conversation whose only message was closed, as spam or without saying what it was. */
async function closed(closedAs?: 'spam'): Promise<{ id: string; turnId: string }> {
  const id = await api.conversation('You have won, click here: https://win.example');
  await commitTurn(api.db, {
    conversationId: id,
    epoch: 0,
    messageIds: (await unsettledMessages(api.db, id)).map((message) => message.id),
    language: 'en',
    decision: { kind: 'closing', ...(closedAs && { closedAs, detector: closedAs }), scores: {} },
    ignoreNewer: false,
  });
  const [event = {}] = page(await api.call('GET', `/api/conversations/${id}/events`)).items;
  return { id, turnId: (event['data'] as { turnId: string }).turnId };
}

const undo = (id: string, turnId: string): Promise<Answer> =>
  api.call('POST', `/api/conversations/${id}/undo-closing`, { body: { clientId: clientId(), turnId } });
const eventKinds = async (id: string) =>
  page(await api.call('GET', `/api/conversations/${id}/events`)).items.map(({ kind }) => kind);

test('what was closed as spam is seen as such, and one click opens it for a turn, once', async () => {
  const { id, turnId } = await closed('spam');
  expect((await unsettledMessages(api.db, id)).length).toBe(0);
  const [event] = page(await api.call('GET', `/api/conversations/${id}/events`)).items;
  expect(event).toMatchObject({ kind: 'turn_decided', data: { decision: 'closing', closedAs: 'spam' } });
  const [message] = page(await api.call('GET', `/api/conversations/${id}/messages`)).items;
  const why = await api.call('GET', `/api/conversations/${id}/messages/${String(message?.['id'])}/why`);
  expect(why.body).toMatchObject({ settledBy: 'closing', turn: { id: turnId, rule: 'spam', closedAs: 'spam' } });

  expect((await undo(id, turnId)).status).toBe(200);
  expect((await unsettledMessages(api.db, id)).length).toBe(1);
  expect(api.rings.at(-1)).toMatchObject({ conversationId: id, name: 'closingUndone', turn: true });
  expect((await findConversation(api.db, id))?.knownPersonAt).toBeInstanceOf(Date);
  const rung = api.rings.length;
  expect((await undo(id, turnId)).status).toBe(200);
  expect(await eventKinds(id)).toEqual(['closing_undone', 'turn_decided']);
  expect(api.rings.length).toBe(rung);
});

test('the watchdog gives the turn after an undone closing its time, however old the message is', async () => {
  const { id, turnId } = await closed('spam');
  await api.db.query(`update message set created_at = now() - interval '1 hour' where conversation_id = $1`, [id]);
  await undo(id, turnId);
  const unanswered = async () => (await findUnanswered(api.db, 120_000)).map(({ conversationId }) => conversationId);
  expect(await unanswered()).not.toContain(id);
  await api.db.query(`update conversation set known_person_at = now() - interval '1 hour' where id = $1`, [id]);
  expect(await unanswered()).toContain(id);
});

test('while a teammate handles the conversation, the customer waits for them instead', async () => {
  const { id, turnId } = await closed('spam');
  await api.call('POST', `/api/conversations/${id}/take-over`, { body: { clientId: clientId() } });
  const { body } = await undo(id, turnId);
  expect(body).toMatchObject({ handler: { kind: 'teammate' }, waitingSince: expect.any(String) as string });
  expect(api.rings.at(-1)).toMatchObject({ name: 'closingUndone', turn: false });
});

test('no other closing is undone, nor one of somebody blocked', async () => {
  const thanks = await closed();
  expect((await undo(thanks.id, thanks.turnId)).status).toBe(404);
  expect((await undo(thanks.id, randomUUID())).status).toBe(404);
  const spam = await closed('spam');
  expect((await undo(thanks.id, spam.turnId)).status).toBe(404);
  await api.call('POST', `/api/conversations/${spam.id}/block`, { body: { clientId: clientId() } });
  expect(await undo(spam.id, spam.turnId)).toMatchObject({ status: 409, body: { code: 'customer_blocked' } });
  expect((await unsettledMessages(api.db, spam.id)).length).toBe(0);
});
