import { randomUUID } from 'node:crypto';
import { clientId, startApi, type ApiUnderTest } from './api-under-test';

let api: ApiUnderTest;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.stop());

const post = (id: string, command: string, body: Record<string, unknown>, key = api.owner.key) =>
  api.call('POST', `/api/conversations/${id}/${command}`, { key, body: { clientId: clientId(), ...body } });
const notesOf = async (id: string) =>
  (await api.call('GET', `/api/conversations/${id}/notes`)).body['items'] as Record<string, unknown>[];

async function noticesOf(conversationId: string) {
  const { rows } = await api.db.query<{ kind: string; teammate: string; actor: string; note: string | null }>(
    `select n.kind, t.name as teammate, a.name as actor, o.text as note from notice n
      join teammate t on t.id = n.teammate_id join teammate a on a.id = n.actor_id left join note o on o.id = n.note_id
      where n.conversation_id = $1 order by n.created_at, t.name`,
    [conversationId],
  );
  return rows;
}

describe('a note', () => {
  test('is for the team: no message, no change of who answers, nothing rung', async () => {
    const id = await api.conversation();
    const rings = api.rings.length;
    const answer = await post(id, 'notes', { text: 'She called yesterday.\nBe kind.' }, api.ana.key);
    expect(answer.status).toBe(200);
    expect(await notesOf(id)).toEqual([answer.body]);
    expect(answer.body).toMatchObject({
      teammateId: api.ana.id,
      text: 'She called yesterday.\nBe kind.',
      mentions: [],
    });
    const { body: messages } = await api.call('GET', `/api/conversations/${id}/messages`);
    expect(JSON.stringify(messages)).not.toContain('called yesterday');
    expect((await api.call('GET', `/api/conversations/${id}`)).body).toMatchObject({ handler: { kind: 'ai' } });
    expect(api.rings).toHaveLength(rings);
  });

  test('is stored once per client id, however often it is sent, and mails once', async () => {
    const id = await api.conversation();
    const body = { clientId: clientId(), text: 'Twice', mentions: [api.ben.id] };
    const answers = await Promise.all([1, 2, 3].map(() => post(id, 'notes', body)));
    expect(new Set(answers.map(({ body }) => body['id'])).size).toBe(1);
    expect(await notesOf(id)).toHaveLength(1);
    expect(await noticesOf(id)).toHaveLength(1);
    expect((await post(id, 'notes', { ...body, text: 'Other words' })).body['code']).toBe('client_id_reused');
  });

  test('tells the pages of everybody that the conversation changed', async () => {
    const id = await api.conversation();
    const before = await api.db.query('select from conversation_change where conversation_id = $1', [id]);
    await post(id, 'notes', { text: 'Live' });
    const after = await api.db.query('select from conversation_change where conversation_id = $1', [id]);
    expect(after.rowCount).toBe((before.rowCount ?? 0) + 1);
  });

  test('mails whom it mentions, once, but neither its writer nor strangers', async () => {
    const id = await api.conversation();
    const mentions = [api.ben.id, api.ben.id.toUpperCase(), api.owner.id, randomUUID()];
    const { body } = await post(id, 'notes', { text: '@Ben look', mentions });
    expect((body['mentions'] as string[]).toSorted()).toEqual([api.ben.id, api.owner.id].toSorted());
    expect(await noticesOf(id)).toEqual([
      { kind: 'mention', teammate: 'Ben', actor: 'Olivia Owner', note: '@Ben look' },
    ]);
  });

  test('may hold anything a person can type, and comes back as it was', async () => {
    const id = await api.conversation();
    const hostile = '<img src=x onerror=alert(1)> javascript:alert(1) \u202Egnp.exe 👩‍👩‍👧 مرحبا';
    expect((await post(id, 'notes', { text: hostile })).status).toBe(200);
    expect((await notesOf(id))[0]?.['text']).toBe(hostile);
  });

  test.each([
    ['nothing', ''],
    ['blanks', ' \n '],
    ['too much', 'x'.repeat(4_001)],
    ['what cannot be stored', 'a\u0000b'],
  ])('of %s is refused', async (_, text) => {
    const id = await api.conversation();
    expect((await post(id, 'notes', { text })).status).toBe(400);
    expect(await notesOf(id)).toEqual([]);
  });

  test('is read page by page, newest first, none twice', async () => {
    const id = await api.conversation();
    for (const text of ['one', 'two', 'three']) await post(id, 'notes', { text });
    const first = (await api.call('GET', `/api/conversations/${id}/notes?limit=2`)).body;
    const second = (
      await api.call('GET', `/api/conversations/${id}/notes?limit=2&cursor=${String(first['nextCursor'])}`)
    ).body;
    const texts = [first, second].flatMap(({ items }) => (items as { text: string }[]).map(({ text }) => text));
    expect(texts).toEqual(['three', 'two', 'one']);
    expect(second['nextCursor']).toBeNull();
  });

  test('needs a conversation and a teammate', async () => {
    expect((await post(randomUUID(), 'notes', { text: 'x' })).status).toBe(404);
    expect((await api.call('GET', `/api/conversations/${randomUUID()}/notes`)).status).toBe(404);
    expect((await post(await api.conversation(), 'notes', { text: 'x' }, 'wrong')).status).toBe(401);
  });
});

describe('who else is told', () => {
  test('whoever held the conversation, when it is taken over from them, and nobody about their own click', async () => {
    const id = await api.conversation();
    await post(id, 'take-over', {}, api.ana.key);
    await post(id, 'take-over', { from: api.ana.id }, api.ana.key);
    expect(await noticesOf(id)).toEqual([]);
    const body = { clientId: clientId(), from: api.ana.id };
    await post(id, 'take-over', body, api.ben.key);
    await post(id, 'take-over', body, api.ben.key);
    expect(await noticesOf(id)).toEqual([{ kind: 'taken_over', teammate: 'Ana', actor: 'Ben', note: null }]);
  });

  test('whoever held it, when it is assigned away from them; not when they assign it themselves', async () => {
    const id = await api.conversation();
    await post(id, 'take-over', {}, api.ana.key);
    await post(id, 'assign', { teammateId: api.ben.id });
    expect(await noticesOf(id)).toEqual([
      { kind: 'assigned_away', teammate: 'Ana', actor: 'Olivia Owner', note: null },
    ]);
    const own = await api.conversation();
    await post(own, 'take-over', {}, api.ana.key);
    await post(own, 'assign', { teammateId: api.ben.id }, api.ana.key);
    expect(await noticesOf(own)).toEqual([]);
  });

  test('nobody, when a takeover is refused', async () => {
    const id = await api.conversation();
    await post(id, 'take-over', {}, api.ana.key);
    expect((await post(id, 'take-over', {}, api.ben.key)).status).toBe(409);
    expect(await noticesOf(id)).toEqual([]);
  });
});

describe('the note of an assignment', () => {
  test('stands in the history and goes with the handoff mail, not with a second one', async () => {
    const id = await api.conversation();
    await post(id, 'assign', { teammateId: api.ben.id, note: 'Speaks only German' });
    expect(await notesOf(id)).toMatchObject([{ text: 'Speaks only German', assigneeId: api.ben.id, mentions: [] }]);
    expect(await noticesOf(id)).toEqual([]);
  });

  test('is mailed by itself to whoever has had this handoff’s mail before', async () => {
    const id = await api.conversation();
    await post(id, 'assign', { teammateId: api.ben.id });
    await api.db.query(`update handoff_step set state = 'done', at = now() where kind = 'email' and state = 'pending'`);
    await post(id, 'assign', { teammateId: api.ben.id, note: 'One more thing' });
    await post(id, 'assign', { teammateId: api.ana.id });
    await post(id, 'assign', { teammateId: api.ben.id, note: 'Yours again' });
    expect(await noticesOf(id)).toEqual([
      { kind: 'mention', teammate: 'Ben', actor: 'Olivia Owner', note: 'One more thing' },
      { kind: 'assigned', teammate: 'Ben', actor: 'Olivia Owner', note: 'Yours again' },
    ]);
  });

  test('is part of the click: repeated it is the same, changed it is another', async () => {
    const id = await api.conversation();
    const body = { clientId: clientId(), teammateId: api.ben.id, note: 'Please' };
    await post(id, 'assign', body);
    expect((await post(id, 'assign', body)).status).toBe(200);
    expect(await notesOf(id)).toHaveLength(1);
    expect((await post(id, 'assign', { ...body, note: 'Now' })).body['code']).toBe('client_id_reused');
  });
});
