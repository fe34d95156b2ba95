import { randomUUID } from 'node:crypto';
import { clientId, startApi, type ApiUnderTest } from './api-under-test';
import { at, page } from './answer';

let api: ApiUnderTest;
beforeAll(async () => void (api = await startApi()));
afterAll(() => api.stop());

const handOff = async () => {
  const id = await api.conversation();
  return api.call('POST', `/api/conversations/${id}/handoff`, { body: { clientId: clientId() } });
};

test('PUT takes what GET returned, changed, and the next handoff follows it', async () => {
  const { body: settings } = await api.call('GET', '/api/settings/handoff');
  expect(settings).toEqual({ policy: { kind: 'owner' }, reassurance: null, opensWithName: true });
  expect((await api.call('PUT', '/api/settings/handoff', { body: settings })).status).toBe(200);
  const changed = { ...settings, policy: { kind: 'fixed', teammateId: api.ben.id } };
  expect((await api.call('PUT', '/api/settings/handoff', { body: changed })).body).toEqual(changed);
  expect((await api.call('GET', '/api/settings/handoff')).body).toEqual(changed);
  expect(at((await handOff()).body, 'assignee.id')).toBe(api.ben.id);
});

test('settings that name nobody, or say something unknown, are refused by the name of the field', async () => {
  for (const [body, field] of [
    [{ policy: { kind: 'fixed', teammateId: randomUUID() } }, 'policy.teammateId'],
    [{ policy: { kind: 'fixed' } }, 'policy.teammateId'],
    [{ policy: { kind: 'nobody' } }, 'policy.kind'],
    [{ policy: { kind: 'owner', teammateId: api.ben.id } }, 'policy.teammateId'],
    [{ policy: { kind: 'owner' }, reassurance: 'a\0b' }, 'reassurance'],
    [{ policy: { kind: 'owner' }, colour: 'red' }, 'colour'],
    [{}, 'policy'],
  ] as const) {
    const answer = await api.call('PUT', '/api/settings/handoff', { body });
    expect([answer.status, at(answer.body, 'errors.0.field')]).toEqual([400, field]);
  }
});

test('whoever is on call gets the handoff until their time is over', async () => {
  await api.call('PUT', '/api/settings/handoff', { body: { policy: { kind: 'on_call' } } });
  const later = new Date(Date.now() + 3_600_000);
  const offset = later.toISOString().replace('Z', '+00:00');
  const named = await api.call('PUT', '/api/on-call', {
    key: api.ben.key,
    body: { teammateId: api.ana.id, until: offset },
  });
  expect(named.body).toEqual({ teammateId: api.ana.id, until: later.toISOString() });
  expect(at((await handOff()).body, 'assignee.id')).toBe(api.ana.id);
  await api.call('PUT', '/api/on-call', { body: { teammateId: api.ana.id, until: '2026-01-01T00:00:00Z' } });
  expect(at((await handOff()).body, 'assignee.id')).toBe(api.owner.id);
  await api.call('PUT', '/api/on-call', { body: { teammateId: null } });
  expect((await api.call('GET', '/api/on-call')).body).toEqual({ teammateId: null, until: null });
  expect((await api.call('PUT', '/api/on-call', { body: { teammateId: randomUUID() } })).status).toBe(400);
});

test('two teammates never have one address, whatever its case', async () => {
  const answers = await Promise.all(
    ['kim@example.com', 'KIM@example.com'].map((email) =>
      api.call('POST', '/api/teammates', { body: { name: 'Kim', email } }),
    ),
  );
  expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
  const clash = await api.call('PATCH', `/api/teammates/${api.ana.id}`, { body: { email: 'Kim@Example.com' } });
  expect([clash.status, clash.body['code']]).toEqual([409, 'email_taken']);
});

test('a name or an address that would break a mail header is refused', async () => {
  for (const [body, field] of [
    [{ name: 'A\r\nBcc: x@example.com', email: 'a@example.com' }, 'name'],
    [{ name: 'A', email: 'a@example.com\r\nBcc: x@example.com' }, 'email'],
    [{ name: '  ', email: 'a@example.com' }, 'name'],
    [{ name: 'A', email: 'nobody' }, 'email'],
    [{ name: 'A', email: 'a@example.com', role: 'admin' }, 'role'],
    [{ name: 'A', email: 'a@example.com', timeZone: 'Mars/Base' }, 'timeZone'],
    [{ name: 'A', email: 'a@example.com', timeZone: '+02:00' }, 'timeZone'],
    [{ name: 'A', email: 'a@example.com', language: 'xx' }, 'language'],
  ] as const) {
    const answer = await api.call('POST', '/api/teammates', { body });
    expect([answer.status, at(answer.body, 'errors.0.field')]).toEqual([400, field]);
  }
});

test('changing a teammate changes only what is given', async () => {
  const answer = await api.call('PATCH', `/api/teammates/${api.ana.id}`, { body: { name: 'Ana Maria' } });
  expect(answer.body).toMatchObject({ id: api.ana.id, name: 'Ana Maria', email: 'ana@example.com', role: 'teammate' });
  expect((await api.call('PATCH', `/api/teammates/${randomUUID()}`, { body: { name: 'X' } })).status).toBe(404);
});

test('the last resort cannot be removed', async () => {
  const answer = await api.call('DELETE', `/api/teammates/${api.owner.id}`);
  expect([answer.status, answer.body['code']]).toEqual([409, 'owner_must_stay']);
});

test('when a teammate leaves, nobody they answered is left alone', async () => {
  const made = await api.call('POST', '/api/teammates', { body: { name: 'Leo', email: 'leo@example.com' } });
  const leo = String(made.body['id']);
  const { key } = (await api.call('POST', '/api/api-keys', { body: { name: 'k', teammateId: leo } })).body;
  await api.call('PUT', '/api/settings/handoff', {
    body: { policy: { kind: 'fixed', teammateId: leo }, reassurance: 'Soon' },
  });
  await api.call('PUT', '/api/on-call', { body: { teammateId: leo } });
  const held = await api.conversation();
  await api.call('POST', `/api/conversations/${held}/take-over`, { key: String(key), body: { clientId: clientId() } });
  const given = String((await handOff()).body['id']);
  const rung = api.rings.length;

  expect((await api.call('DELETE', `/api/teammates/${leo}`)).status).toBe(204);
  for (const id of [held, given]) {
    expect((await api.call('GET', `/api/conversations/${id}`)).body).toMatchObject({
      handler: { kind: 'teammate', teammateId: api.owner.id, heldSince: null },
      assignee: { id: api.owner.id },
      handoff: { steps: { assign: { state: 'done' }, email: { state: 'pending' } } },
    });
  }
  expect(
    api.rings
      .slice(rung)
      .map(({ conversationId }) => conversationId)
      .sort(),
  ).toEqual([held, given].sort());
  expect((await api.call('GET', '/api/me', { key: String(key) })).status).toBe(401);
  expect((await api.call('GET', '/api/settings/handoff')).body).toEqual({
    policy: { kind: 'owner' },
    reassurance: 'Soon',
    opensWithName: true,
  });
  expect((await api.call('GET', '/api/on-call')).body).toEqual({ teammateId: null, until: null });
  expect(page(await api.call('GET', '/api/teammates')).items.map(({ id }) => id)).not.toContain(leo);
  expect((await api.call('DELETE', `/api/teammates/${leo}`)).status).toBe(204);
  expect((await api.call('POST', '/api/teammates', { body: { name: 'Leo', email: 'leo@example.com' } })).status).toBe(
    201,
  );
});

test('articles are kept, changed, listed newest first and deleted, and the agent hears of it', async () => {
  const before = api.articleChanges();
  const add = (title: string) =>
    api.call('POST', '/api/articles', { body: { title, content: 'Thirty days.\nFree of charge.', language: 'en' } });
  const first = await add('Returns');
  const second = await add('Refunds');
  expect(first.status).toBe(201);
  const id = String(first.body['id']);
  const changed = await api.call('PATCH', `/api/articles/${id}`, { body: { content: 'Sixty days.', language: null } });
  expect(changed.body).toMatchObject({ title: 'Returns', content: 'Sixty days.', language: null });
  expect((await api.call('GET', `/api/articles/${id}`)).body).toEqual(changed.body);
  const one = page(await api.call('GET', '/api/articles?limit=1', { key: api.ana.key }));
  expect(one.items.map((article) => article['id'])).toEqual([second.body['id']]);
  const two = page(await api.call('GET', `/api/articles?limit=1&cursor=${String(one.nextCursor)}`));
  expect([two.items.map((article) => article['id']), two.nextCursor]).toEqual([[id], null]);
  expect((await api.call('DELETE', `/api/articles/${id}`)).status).toBe(204);
  for (const method of ['GET', 'DELETE']) expect((await api.call(method, `/api/articles/${id}`)).status).toBe(404);
  expect((await api.call('PATCH', `/api/articles/${id}`, { body: {} })).status).toBe(404);
  expect(api.articleChanges()).toBe(before + 4);
});
