import { articleTitles } from '../../db/why';
import { followArticles, type FollowedArticles } from '../../workers/follow-articles';
import { eventually } from '../support/eventually';
import { startApi, type ApiUnderTest } from './api-under-test';
import { page } from './answer';

let api: ApiUnderTest;
/** Of a process that hears of changes, of one that only looks for itself, and of one that is asked for what is so now. */
let [told, alone, asked]: FollowedArticles[] = [];
beforeAll(async () => {
  api = await startApi({ onArticlesChanged: () => told?.look() });
  const follow = () => followArticles(api.db, { warn: fail });
  [told, alone, asked] = [await follow(), await follow(), await follow()];
});
afterAll(async () => {
  for (const articles of [told, alone, asked]) articles?.stop();
  await api.stop();
});

function fail(facts: Record<string, unknown>, message: string): never {
  throw new Error(`${message}: ${JSON.stringify(facts)}`);
}

const add = async (title: string, more: Record<string, unknown> = {}) =>
  (await api.call('POST', '/api/articles', { body: { title, content: 'All about it.', ...more } })).body;
const change = async ({ id }: Record<string, unknown>, body: Record<string, unknown>) =>
  (await api.call('PATCH', `/api/articles/${String(id)}`, { body })).body;

/** Whether a search for this title finds it, in each of the three. */
async function isFound(title: string): Promise<boolean[]> {
  const indexes = [told?.index(), alone?.index(), await asked?.fresh()];
  return indexes.map((index) => (index?.search(title, 5) ?? []).some(({ article }) => article.title === title));
}

const everywhere = [true, true, true];
const nowhere = [false, false, false];

test('an article is published and valid for ever unless it says otherwise, and a change leaves what it does not name', async () => {
  expect(await add('Plain')).toMatchObject({ state: 'published', validUntil: null });
  const article = await add('Dated', { state: 'draft', validUntil: '2090-01-01T12:00:00.5+02:00' });
  expect(article).toMatchObject({ state: 'draft', validUntil: '2090-01-01T10:00:00.500Z' });
  const kept = { state: 'draft', validUntil: '2090-01-01T10:00:00.500Z' };
  expect(await change(article, { content: 'Other words.' })).toMatchObject(kept);
  const { items } = page(await api.call('GET', '/api/articles', { key: api.ana.key }));
  expect(items.find(({ title }) => title === 'Dated')).toMatchObject(kept);
  expect(await change(article, { validUntil: null })).toMatchObject({ state: 'draft', validUntil: null });
});

test.each([
  ['state', ['archived', null, '', true]],
  [
    'validUntil',
    [
      ...['tomorrow', '2030-01-01', '2030-02-30T10:00:00Z', '2030-01-01T10:00:00', 'infinity', '', 5],
      ...['0202-01-01T00:00Z', '1999-12-31T23:59:59Z', '9999-12-31T23:59:59-14:00'],
    ],
  ],
])('a %s that is none is refused by name, on adding and on changing', async (field, values) => {
  const article = await add('Kept');
  for (const value of values) {
    const body = { [field]: value };
    const refused = [
      await api.call('POST', '/api/articles', { body: { title: 'A', content: 'B', ...body } }),
      await api.call('PATCH', `/api/articles/${String(article['id'])}`, { body }),
    ];
    for (const { status, body: problem } of refused)
      expect([value, status, problem['errors']]).toMatchObject([value, 400, [{ field }]]);
  }
  expect((await api.call('GET', `/api/articles/${String(article['id'])}`)).body).toEqual(article);
});

test('a draft is never found; published it is, in every process, and made a draft again it is gone, but for its title', async () => {
  const article = await add('Zeppelin rides', { state: 'draft' });
  const id = String(article['id']);
  await change(article, { content: 'Zeppelin rides are on Mondays.' });
  for (const index of [await told?.fresh(), await asked?.fresh()])
    expect(index?.articles.map(({ title }) => title)).not.toContain('Zeppelin rides');
  expect(await isFound('Zeppelin rides')).toEqual(nowhere);
  await change(article, { state: 'published' });
  await eventually(async () => expect(await isFound('Zeppelin rides')).toEqual(everywhere));
  await change(article, { state: 'draft' });
  await eventually(async () => expect(await isFound('Zeppelin rides')).toEqual(nowhere));
  expect(await articleTitles(api.db, [id])).toEqual(new Map([[id, 'Zeppelin rides']]));
});

test('an article is found until the moment it is valid to, and then no longer, though nobody writes anything', async () => {
  const article = await add('Marzipan fair', { validUntil: '2090-01-01T00:00:00Z' });
  await eventually(async () => expect(await isFound('Marzipan fair')).toEqual(everywhere));
  const validUntil = new Date(Date.now() + 1_000).toISOString();
  const changed = await change(article, { validUntil });
  await eventually(async () => expect(await isFound('Marzipan fair')).toEqual(nowhere));
  expect(Date.now()).toBeGreaterThanOrEqual(Date.parse(validUntil));
  expect((await api.call('GET', `/api/articles/${String(article['id'])}`)).body).toEqual(changed);
  await change(article, { validUntil: null });
  await eventually(async () => expect(await isFound('Marzipan fair')).toEqual(everywhere));
});

test('an article that is over when it is added is stored and never found', async () => {
  expect(await add('Gramophone sale', { validUntil: '2020-01-01T00:00:00Z' })).toMatchObject({
    validUntil: '2020-01-01T00:00:00.000Z',
  });
  await told?.fresh();
  expect(await isFound('Gramophone sale')).toEqual(nowhere);
});

test('after a burst of changes each article in use is in the index once, and no other', async () => {
  const states = ['draft', 'published'];
  const dates = [null, '2020-01-01T00:00:00.000Z', '2090-01-01T00:00:00Z'];
  const all = await Promise.all(Array.from({ length: 24 }, (_, at) => add(`Bassoon ${at}`, { state: states[at % 2] })));
  await Promise.all(
    all.map(async (article, at) => {
      if (at % 6 === 0) await api.call('DELETE', `/api/articles/${String(article['id'])}`);
      else
        await Promise.all([
          change(article, { state: states[at % 3 === 0 ? 0 : 1] }),
          change(article, { validUntil: dates[(at % 4) % 3] }),
        ]);
    }),
  );
  const { items } = page(await api.call('GET', '/api/articles?limit=200'));
  const expected = items
    .filter(({ state, validUntil }) => state === 'published' && validUntil !== dates[1])
    .map(({ id }) => id)
    .sort();
  expect(expected.length).toBeGreaterThan(8);
  expect(expected.length).toBeLessThan(items.length - 8);
  await eventually(async () => {
    for (const index of [told?.index(), alone?.index(), await asked?.fresh()])
      expect(index?.articles.map(({ id }) => id).sort()).toEqual(expected);
  });
});
