import { clientId, delivery, startApi, textMessage, type ApiUnderTest } from './api-under-test';
import { page, type Answer } from './answer';

let api: ApiUnderTest;
beforeAll(async () => void (api = await startApi()));
afterAll(() => api.stop());

const post = (id: string, command: string, body: Record<string, unknown> = {}, key = api.ana.key): Promise<Answer> =>
  api.call('POST', `/api/conversations/${id}/${command}`, { key, body: { clientId: clientId(), ...body } });
const view = async (id: string) => (await api.call('GET', `/api/conversations/${id}`)).body;
const inHours = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString();

/** A conversation that Ana has answered. */
async function answered(): Promise<string> {
  const id = await api.conversation();
  expect((await post(id, 'messages', { text: 'I’ll get back to you.' })).status).toBe(200);
  return id;
}

async function waiting(query = ''): Promise<string[]> {
  const found = await api.call('GET', `/api/conversations?filter=waiting&sort=waiting${query}`);
  return page(found).items.map(({ id }) => String(id));
}

test('an owed answer keeps the conversation waiting with its own clock, seen by everybody', async () => {
  const id = await answered();
  expect(await waiting()).not.toContain(id);
  const until = inHours(1);
  const owed = await post(id, 'owe', { until });
  expect(owed.body).toMatchObject({ owedAnswerAt: until, owedBy: { id: api.ana.id }, waitingSince: null });
  expect(await view(id)).toMatchObject({ owedAnswerAt: until, owedBy: { id: api.ana.id, name: 'Ana' } });
  expect(await waiting()).toContain(id);
  const counts = await api.call('GET', '/api/conversations/counts');
  expect(counts.body['waiting']).toBe((await waiting()).length);
});

test('those who wait come first, then what is owed by when it is due, and pages leave nobody out', async () => {
  const [later, sooner] = [await answered(), await answered()];
  await post(later, 'owe', { until: inHours(30) });
  await post(sooner, 'owe', { until: inHours(20) });
  const waits = await api.conversation();
  await post(waits, 'handoff');
  const order = (await waiting()).filter((id) => [later, sooner, waits].includes(id));
  expect(order).toEqual([waits, sooner, later]);
  await api.db.query(`update conversation set owed_answer_at = now() - interval '1 hour' where id = $1`, [later]);
  expect((await waiting())[0]).toBe(later);
  const read: string[] = [];
  for (let cursor = ''; ;) {
    const found = page(await api.call('GET', `/api/conversations?filter=waiting&sort=waiting&limit=1${cursor}`));
    read.push(...found.items.map(({ id }) => String(id)));
    if (found.nextCursor === null) break;
    cursor = `&cursor=${found.nextCursor}`;
  }
  expect(read).toEqual(await waiting());
});

test.each([
  ['the next human message', (id: string) => post(id, 'messages', { text: 'Here it is.' })],
  ['the resolve', (id: string) => post(id, 'resolve')],
  ['“done”', (id: string) => post(id, 'owe', { until: null })],
])('%s ends the debt', async (_what, end) => {
  const id = await answered();
  await post(id, 'owe', { until: inHours(1) });
  expect((await end(id)).status).toBe(200);
  expect(await view(id)).toMatchObject({ owedAnswerAt: null, owedBy: null });
  expect(await waiting()).not.toContain(id);
});

test('the customer’s next message does not end it, and neither does another teammate who takes over', async () => {
  const waId = '49155509999';
  const id = await api.conversation('Hello', waId);
  await post(id, 'messages', { text: 'I’ll check.' });
  const until = inHours(2);
  await post(id, 'owe', { until });
  await api.webhook(delivery([textMessage('any news?', { from: waId })]));
  expect((await view(id))['waitingSince']).not.toBeNull();
  await post(id, 'take-over', { from: api.ana.id }, api.ben.key);
  expect(await view(id)).toMatchObject({ owedAnswerAt: until, holder: { id: api.ben.id } });
});

test('an answer cannot be owed for a moment that is over, by the AI, or over somebody’s head', async () => {
  const id = await answered();
  for (const until of [inHours(-1), inHours(24 * 400), 'tomorrow'])
    expect((await post(id, 'owe', { until })).status).toBe(400);
  expect((await post(id, 'owe', { until: inHours(1) }, api.ben.key)).body['code']).toBe('handled_by_other');
  const ofTheAi = await api.conversation();
  expect((await post(ofTheAi, 'owe', { until: inHours(1) })).body['code']).toBe('stale');
  expect((await post(ofTheAi, 'owe', { until: null })).status).toBe(200);
});

test('I8: the same click again owes once, also after it was done', async () => {
  const id = await answered();
  const click = { clientId: clientId(), until: inHours(1) };
  await post(id, 'owe', click);
  await post(id, 'owe', { until: null });
  expect((await post(id, 'owe', click)).status).toBe(200);
  expect((await view(id))['owedAnswerAt']).toBeNull();
  const { items } = page(await api.call('GET', `/api/conversations/${id}/events`));
  expect(items.map(({ kind }) => kind).filter((kind) => String(kind).includes('owed'))).toEqual([
    'owed_answer_done',
    'answer_owed',
  ]);
});
