import { randomInt } from 'node:crypto';
import { z } from 'zod';
import { AskedAgain, UnansweredGroup } from '../../api/contract/unanswered-question';
import { makeApiKey } from '../../db/api-keys';
import { storeWebhook } from '../../transactions/store-webhook';
import { inboundFrom } from '../identity/inbound-from';
import { startBaton, type Baton } from '../support/baton';
import { newCustomer } from '../support/customer';
import { eventually } from '../support/eventually';
import { conversationOf, insertTeammate } from '../support/seed';
import { storedHandoffs } from '../support/stored';

let baton: Baton;
beforeAll(async () => void (baton = await startBaton()));
afterAll(() => baton.stop());

const Page = z.object({ items: z.array(UnansweredGroup), nextCursor: z.string().nullable() });

async function list(query = ''): Promise<z.output<typeof Page>> {
  const { status, body } = await baton.api.get(`/api/unanswered-questions${query}`);
  expect(status).toBe(200);
  return Page.parse(body);
}

/** The group in which a customer's words are, if any is. */
async function groupOf(text: string, status = 'open'): Promise<UnansweredGroup | undefined> {
  const { items } = await list(`?status=${status}&limit=200`);
  return items.find(({ latest }) => latest.some((question) => question.text === text));
}

async function askAgain(body: Record<string, unknown> = {}): Promise<AskedAgain> {
  const answer = await baton.api.send('POST', '/api/unanswered-questions/ask-again', body);
  expect(answer.status).toBe(200);
  return AskedAgain.parse(answer.body);
}

type Customer = ReturnType<typeof newCustomer>;

/** A customer writes, and hears an answer, whatever it is. Returns the conversation's id. */
async function ask(text: string, customer: Customer = newCustomer()): Promise<string> {
  const { whatsapp, db } = baton;
  const before = whatsapp.log.accepted().at(-1)?.seq ?? 0;
  await whatsapp.simulate.text(customer, text).delivered;
  await whatsapp.log.waitForAccepted(({ to, seq }) => to === customer.waId && seq > before);
  return conversationOf(db, customer.waId);
}

test('a question asked in two ways is one group, open until an article answers it, and no customer hears of that', async () => {
  const first = await ask('Can I bring my dog to the showroom?');
  const second = await ask('are dogs allowed in the showroom');
  const open = await groupOf('are dogs allowed in the showroom');
  expect(open).toMatchObject({
    times: 2,
    conversations: 2,
    language: 'en',
    reasons: [{ reason: 'cannot_resolve', times: 2 }],
    bestArticle: { title: 'Our shop in Lisbon: address and opening hours', score: expect.any(Number) as number },
    answeredBy: [],
    latest: [
      { conversationId: second, text: 'are dogs allowed in the showroom' },
      { conversationId: first, text: 'Can I bring my dog to the showroom?' },
    ],
  });
  expect(['Can I bring my dog to the showroom?', 'are dogs allowed in the showroom']).toContain(open?.example);

  const said = baton.whatsapp.log.accepted().length;
  const unchanged = await askAgain({ questionIds: [open?.questionIds[0]] });
  expect(unchanged).toMatchObject({ asked: 2, answered: 0, groups: [{ status: 'open', answered: 0, articles: [] }] });
  expect(await askAgain({ questionIds: [open?.questionIds[0]] })).toEqual(unchanged);
  expect(await groupOf('are dogs allowed in the showroom')).toEqual(open);

  const content = `${'# The house\nIt is old and yellow.\n\n'.repeat(20)}# Dogs\nDogs are welcome in our showroom, on a lead.`;
  const article = await baton.api.send('POST', '/api/articles', { title: 'Dogs in the showroom', content });
  // At once: what was committed a moment ago counts.
  const asked = await askAgain({ questionIds: [open?.questionIds[1]] });
  const { id, title } = article.body;
  expect(asked).toEqual({
    asked: 2,
    answered: 2,
    groups: [
      {
        questionIds: open?.questionIds,
        example: open?.example,
        language: 'en',
        times: 2,
        answered: 2,
        status: 'answered',
        articles: [
          { id, title, passage: { heading: 'Dogs', text: 'Dogs are welcome in our showroom, on a lead.' }, times: 2 },
        ],
      },
    ],
  });
  expect(await groupOf('are dogs allowed in the showroom')).toBeUndefined();
  expect(await groupOf('are dogs allowed in the showroom', 'answered')).toEqual({
    ...open,
    answeredBy: [{ id, title }],
  });
  expect(baton.whatsapp.log.accepted()).toHaveLength(said);

  expect((await baton.api.send('DELETE', `/api/articles/${String(id)}`)).status).toBe(204);
  expect(await groupOf('are dogs allowed in the showroom', 'answered')).toMatchObject({ answeredBy: [] });
});

test('a group of which one question stays unanswered stays open, whole', async () => {
  await ask('can I rent a kayak from you');
  await ask('can I rent a zeppelin from you');
  const content = 'A kayak is 20 euros a day.';
  await baton.api.send('POST', '/api/articles', { title: 'Kayaks for hire', content });
  const open = await groupOf('can I rent a kayak from you');
  expect(open?.times).toBe(2);
  const { groups } = await askAgain({ questionIds: open?.questionIds });
  expect(groups).toMatchObject([{ times: 2, answered: 1, status: 'open', articles: [{ times: 1 }] }]);
  expect(await groupOf('can I rent a kayak from you')).toEqual(open);
});

test('what articles answered, requests for a person, anger and thanks are no unanswered questions', async () => {
  const texts = [
    'Where is my order?',
    'I want to speak to a human about penguins',
    'This is outrageous, you are thieves!!!',
    'thanks!',
  ];
  for (const text of texts) await ask(text);
  for (const text of texts) expect(await groupOf(text)).toBeUndefined();
});

test('who was asked what they meant has a question when they leave it at that, and none once they chose', async () => {
  const { db } = baton;
  const [left, chose] = [newCustomer(), newCustomer()];
  await ask('delivery of lamp on sunday', left);
  const id = await ask('bulb money', chose);
  await ask('1', chose);
  expect(await groupOf('delivery of lamp on sunday')).toBeUndefined();
  await db.query(`update turn set created_at = created_at - interval '20 minutes'`);
  expect(await groupOf('delivery of lamp on sunday')).toMatchObject({
    reasons: [{ reason: 'left_after_asking', times: 1 }],
  });
  const turns = await db.query<{ kind: string }>('select kind from turn where conversation_id = $1', [id]);
  expect(turns.rows).toHaveLength(2);
  expect(await groupOf('bulb money')).toBeUndefined();
});

test('when two customers turn out to be one their questions stay, of one conversation', async () => {
  const { db } = baton;
  const phone = { waId: `3519${randomInt(1e9)}` };
  const scoped = { bsuid: `ES.${randomInt(1e12)}` };
  await storeWebhook(db, [inboundFrom(phone, 'do you sell live lobsters')]);
  await storeWebhook(db, [inboundFrom(scoped, 'is it live lobsters that you sell?')]);
  await eventually(async () => {
    expect(await groupOf('do you sell live lobsters')).toMatchObject({ times: 2, conversations: 2 });
  });
  await storeWebhook(db, [inboundFrom({ ...phone, ...scoped }, 'both of me')]);
  expect(await groupOf('do you sell live lobsters')).toMatchObject({ times: 2, conversations: 1 });
  expect(await storedHandoffs(db, phone.waId)).toHaveLength(2);
});

test('what a blocked customer asked is not on the list, and what was revoked is not repeated', async () => {
  const { db } = baton;
  const blocked = await ask('may penguins skate in your warehouse');
  const revoked = await ask('are trampolines allowed on your roof');
  expect(await groupOf('may penguins skate in your warehouse')).toBeDefined();
  expect(await groupOf('are trampolines allowed on your roof')).toBeDefined();
  expect((await baton.api.command(blocked, 'block')).status).toBe(200);
  await db.query(`update message set revoked_at = now() where conversation_id = $1 and author = 'customer'`, [revoked]);
  expect(await groupOf('may penguins skate in your warehouse')).toBeUndefined();
  expect(await groupOf('are trampolines allowed on your roof')).toBeUndefined();
});

test('a dismissed question leaves the list until it is reopened; the same asked again later is a new one', async () => {
  await ask('can a hippopotamus sit on the sofa');
  const open = await groupOf('can a hippopotamus sit on the sofa');
  const [question] = open?.questionIds ?? [];
  const change = async (verb: string, questionIds: unknown, api = baton.api) =>
    api.send('POST', `/api/unanswered-questions/${verb}`, { questionIds });
  const nobody = '00000000-0000-4000-8000-000000000000';
  expect((await change('dismiss', [question, nobody])).body).toEqual({ questionIds: [question] });
  expect(await groupOf('can a hippopotamus sit on the sofa')).toBeUndefined();
  expect(await groupOf('can a hippopotamus sit on the sofa', 'dismissed')).toEqual(open);
  await ask('Can a hippopotamus sit on the sofa?');
  expect(await groupOf('Can a hippopotamus sit on the sofa?')).toMatchObject({ times: 1 });
  expect((await change('reopen', [question])).body).toEqual({ questionIds: [question] });
  expect((await change('reopen', [question])).body).toEqual({ questionIds: [] });
  expect(await groupOf('can a hippopotamus sit on the sofa')).toMatchObject({ times: 2 });
});

test('the words of a question that an article is said to answer find it from then on, until that is taken back', async () => {
  const { api, whatsapp, db } = baton;
  const teach = async (questionIds: unknown, articleId: unknown) =>
    api.send('POST', '/api/unanswered-questions/teach', { questionIds, articleId });
  await ask('will you blorp my chandelier');
  const [question] = (await groupOf('will you blorp my chandelier'))?.questionIds ?? [];
  const article = {
    title: 'Fitting at your home',
    content: 'Our electricians come for 80 euros and hang what you bought.',
  };
  const { id } = (await api.send('POST', '/api/articles', article)).body;
  expect(await askAgain({ questionIds: [question] })).toMatchObject({ asked: 1, answered: 0 });

  const nobody = '00000000-0000-4000-8000-000000000000';
  expect((await teach([question], nobody)).body).toMatchObject({ errors: [{ field: 'articleId' }] });
  expect((await teach([question, nobody], id)).body).toEqual({ questionIds: [question] });
  expect(await groupOf('will you blorp my chandelier')).toBeUndefined();
  expect(await groupOf('will you blorp my chandelier', 'answered')).toMatchObject({ answeredBy: [{ id }] });
  // A worker looks every two seconds.
  await eventually(async () => {
    const customer = newCustomer();
    await ask('Hi! Can you blorp a chandelier for me?', customer);
    expect(whatsapp.log.accepted().findLast(({ to }) => to === customer.waId)?.text).toContain('80 euros');
    expect(await storedHandoffs(db, customer.waId)).toEqual([]);
  });

  expect((await api.send('POST', '/api/unanswered-questions/reopen', { questionIds: [question] })).status).toBe(200);
  expect(await askAgain({ questionIds: [question] })).toMatchObject({ answered: 0 });
});

test('every teammate reads the list, only owners change it, and what makes no sense is refused', async () => {
  const { db, api } = baton;
  const made = await makeApiKey(db, { name: 'ben', teammateId: await insertTeammate(db, 'Ben') });
  const ben = api.as(made?.key ?? '');
  expect((await ben.get('/api/unanswered-questions')).status).toBe(200);
  for (const verb of ['ask-again', 'dismiss', 'reopen', 'teach']) {
    const path = `/api/unanswered-questions/${verb}`;
    const body = { questionIds: [made?.id], ...(verb === 'teach' ? { articleId: made?.id } : {}) };
    expect((await ben.send('POST', path, body)).body).toMatchObject({ code: 'owner_required' });
    for (const questionIds of [[], ['x'], 'x'])
      expect((await api.send('POST', path, { questionIds })).body).toMatchObject({ code: 'invalid_request' });
  }
  expect((await api.get('/api/unanswered-questions?status=gone')).body).toMatchObject({ code: 'invalid_request' });
  expect((await api.get('/api/unanswered-questions?cursor=x')).body).toMatchObject({ code: 'invalid_cursor' });
  expect((await api.as('nobody').get('/api/unanswered-questions')).status).toBe(401);
});

test('the list is the most frequent first, and its pages miss and repeat nothing', async () => {
  const { items: whole } = await list('?limit=200');
  expect(whole.length).toBeGreaterThan(2);
  expect(whole.map(({ times }) => times)).toEqual(whole.map(({ times }) => times).sort((one, other) => other - one));
  const paged: UnansweredGroup[] = [];
  for (let next: string | null = ''; next !== null;) {
    const page: z.output<typeof Page> = await list(`?limit=1${next === '' ? '' : `&cursor=${next}`}`);
    expect(page.items.length).toBeLessThanOrEqual(1);
    paged.push(...page.items);
    next = page.nextCursor;
  }
  expect(paged).toEqual(whole);
});
