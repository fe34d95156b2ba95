import { startBaton, type Baton } from '../support/baton';
import { newCustomer } from '../support/customer';
import { eventually } from '../support/eventually';
import { startModelServer, type ModelServer } from '../support/model-server';
import { expectPromisesKept } from '../support/promises';
import { conversationOf } from '../support/seed';
import { storedReplies } from '../support/stored';

let model: ModelServer;
let baton: Baton;
beforeAll(async () => {
  model = await startModelServer();
  baton = await startBaton({ env: model.env });
  model.answers(() => ({ reply: 'Yes, of course.' }));
});
afterEach(() => expectPromisesKept(baton));
afterAll(async () => {
  await baton.stop();
  await model.stop();
});

const set = async (settings: object) => {
  expect((await baton.api.send('PUT', '/api/settings/decision', settings)).status).toBe(200);
};

type Customer = ReturnType<typeof newCustomer>;

/** What the customer reads next. */
async function read(customer: Customer, text: string): Promise<string> {
  const { whatsapp } = baton;
  const before = whatsapp.log.accepted().findLast(({ to }) => to === customer.waId)?.seq ?? -1;
  await whatsapp.simulate.text(customer, text).delivered;
  const { text: words } = await whatsapp.log.waitForAccepted(({ to, seq }) => to === customer.waId && seq > before);
  return words ?? '';
}

/** The newest turn about a customer, as "why?" shows it, once somebody has been assigned. */
async function whyHandedOff(customer: Customer): Promise<unknown> {
  return eventually(async () => {
    const { body } = await baton.api.get('/api/conversations?filter=waiting');
    const found = body.items?.find(({ customer: one }) => (one as { phone?: string }).phone === customer.waId);
    const id = String(found?.['id']);
    const messages = (await baton.api.get(`/api/conversations/${id}/messages`)).body.items ?? [];
    const asked = messages.findLast(({ author }) => (author as { kind?: string }).kind === 'customer');
    const why = await baton.api.get(`/api/conversations/${id}/messages/${String(asked?.['id'])}/why`);
    expect(why.body['turn']).toMatchObject({ kind: 'handoff' });
    return why.body;
  });
}

test('what the owner leaves to people is answered by nobody else from the next message on', async () => {
  const ana = newCustomer();
  const question = 'Could you pay me a refund of 300 € for the Nina lamp?';
  expect(await read(ana, question)).toContain('Yes, of course.');
  const asked = model.calls.length;

  await set({ humanOnlyTopics: [{ name: 'Large refunds', words: ['refund'], above: 250 }] });
  expect(await read(ana, question)).toMatch(/Olivia/);
  expect(await whyHandedOff(ana)).toMatchObject({
    turn: { reason: 'human_only_topic', rule: 'human_only_topic', topic: 'Large refunds', evidence: question },
    events: expect.arrayContaining([
      expect.objectContaining({ data: expect.objectContaining({ topic: 'Large refunds' }) as unknown }),
    ]) as unknown,
  });
  expect(model.calls).toHaveLength(asked);
  expect(await storedReplies(baton.db, ana.waId)).toHaveLength(1);
});

test('who had the most answers of an hour goes to a person, and has as many again once that is resolved', async () => {
  await set({ mostAnswersPerHour: 2 });
  const carol = newCustomer('Carol Customer');
  const answers = ['Is it round?', 'Is it blue?'];
  for (const question of answers) expect(await read(carol, question)).toContain('Yes, of course.');
  expect(await read(carol, 'Is it heavy?')).toMatch(/Olivia/);
  expect(await whyHandedOff(carol)).toMatchObject({
    turn: { reason: 'unusual_volume', rule: 'most_answers', evidence: 'Is it heavy?' },
  });

  const id = await conversationOf(baton.db, carol.waId);
  expect((await baton.api.command(id, 'resolve', { outcome: 'told' })).status).toBe(200);
  for (const question of answers) expect(await read(carol, question)).toContain('Yes, of course.');
  expect(await read(carol, 'Is it heavy?')).toMatch(/Olivia/);
  await set({});
});

test('the first sign of anger gets one careful answer, or a person where the owner wants that', async () => {
  const annoyed = 'I am not happy with this lamp. Is it waterproof?';
  await set({ handOffAtFirstSign: false });
  expect(await read(newCustomer(), annoyed)).toContain('Yes, of course.');

  await set({ handOffAtFirstSign: true });
  const ben = newCustomer('Ben Customer');
  expect(await read(ben, annoyed)).toMatch(/Olivia/);
  expect(await whyHandedOff(ben)).toMatchObject({ turn: { reason: 'upset', rule: 'upset_at_first_sign' } });
  expect(await storedReplies(baton.db, ben.waId)).toEqual([]);
});

test('who may hurt themselves reads where help is, in their language, in place of the owner’s usual words', async () => {
  const { body: handoff } = await baton.api.get('/api/settings/handoff');
  await baton.api.send('PUT', '/api/settings/handoff', { ...handoff, reassurance: 'Hang on!' });
  const eva = newCustomer('Eva Customer');
  const words = await read(eva, 'no quiero vivir más');
  expect(words).toMatch(/^Siento mucho.*Olivia.*https:\/\/findahelpline\.com$/s);
  expect(await whyHandedOff(eva)).toMatchObject({ turn: { reason: 'human_only_topic', rule: 'self_harm' } });
  expect(await storedReplies(baton.db, eva.waId)).toEqual([]);
});
