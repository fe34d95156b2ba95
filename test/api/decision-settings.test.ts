import { run } from '../../db/query';
import { at } from './answer';
import { startApi, type ApiUnderTest } from './api-under-test';

let api: ApiUnderTest;
beforeAll(async () => void (api = await startApi()));
afterAll(() => api.stop());

const read = (key = api.owner.key) => api.call('GET', '/api/settings/decision', { key });
const save = (body: unknown, key = api.owner.key) => api.call('PUT', '/api/settings/decision', { key, body });

const OURS = { ownWords: [], handOffAtFirstSign: false, humanOnlyTopics: [], mostAnswersPerHour: 30 };
const THEIRS = {
  ownWords: ['the workshop', 'Ana'],
  handOffAtFirstSign: true,
  humanOnlyTopics: [
    { name: 'Refunds', words: ['refund', 'reembolso'], above: 250 },
    { name: 'Legal', words: ['lawyer'], above: null },
  ],
  mostAnswersPerHour: null,
};

test('nothing is set at first; PUT takes what GET returned, changed, and every teammate reads it', async () => {
  expect((await read(api.ben.key)).body).toEqual(OURS);
  expect((await save({})).body).toEqual(OURS);
  expect((await save(THEIRS)).body).toEqual(THEIRS);
  expect((await read(api.ben.key)).body).toEqual(THEIRS);
  expect((await save({ humanOnlyTopics: [{ name: 'Safety', words: ['fire'] }] })).body).toEqual({
    ...OURS,
    humanOnlyTopics: [{ name: 'Safety', words: ['fire'], above: null }],
  });
});

test('only the owner decides it, and nobody reads it unasked', async () => {
  await save(THEIRS);
  expect((await save(OURS, api.ben.key)).status).toBe(403);
  expect((await read('')).status).toBe(401);
  expect((await read()).body).toEqual(THEIRS);
});

test('settings that could not be gone by are refused by the name of the field, and change nothing', async () => {
  await save(THEIRS);
  const topic = (change: object) => ({ humanOnlyTopics: [{ name: 'Refunds', words: ['refund'], ...change }] });
  const many = (count: number) => Array.from({ length: count }, (_, index) => `word ${index}`);
  for (const [body, field] of [
    [{ ownWords: many(101) }, 'ownWords'],
    [{ ownWords: ['a'] }, 'ownWords.0'],
    [{ ownWords: ['!!!'] }, 'ownWords.0'],
    [{ ownWords: ['x'.repeat(61)] }, 'ownWords.0'],
    [{ handOffAtFirstSign: 'yes' }, 'handOffAtFirstSign'],
    [topic({ name: '' }), 'humanOnlyTopics.0.name'],
    [topic({ words: [] }), 'humanOnlyTopics.0.words'],
    [topic({ words: many(51) }), 'humanOnlyTopics.0.words'],
    [topic({ above: -1 }), 'humanOnlyTopics.0.above'],
    [topic({ below: 5 }), 'humanOnlyTopics.0.below'],
    [{ humanOnlyTopics: many(31).map((name) => ({ name, words: ['refund'] })) }, 'humanOnlyTopics'],
    [{ mostAnswersPerHour: 1 }, 'mostAnswersPerHour'],
    [{ mostAnswersPerHour: 2.5 }, 'mostAnswersPerHour'],
    [{ mostAnswersPerHour: 1_001 }, 'mostAnswersPerHour'],
    [{ colour: 'red' }, 'colour'],
  ] as const) {
    const answer = await save(body);
    expect([answer.status, at(answer.body, 'errors.0.field')]).toEqual([400, field]);
  }
  expect((await read()).body).toEqual(THEIRS);
});

test('settings that can no longer be read are ours again, so that no turn fails on them', async () => {
  await save(THEIRS);
  await run(api.db, `update setting set value = '{"ownWords": 5}' where name = $1`, ['decision']);
  expect((await read()).body).toEqual(OURS);
});
