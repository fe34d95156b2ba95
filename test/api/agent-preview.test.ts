import { createAgentFor, type RunningAgent } from '../../workers/create-agent';
import { previewTurn } from '../../agent/preview-turn';
import { insertArticle } from '../../db/articles';
import { readDecisionSettings } from '../../db/decision-settings';
import { rows } from '../../db/query';
import { DEFAULT_DECISION_SETTINGS } from '../../domain/decision-settings';
import { z } from 'zod';
import { json, type Answer } from './answer';
import { startApi, type ApiUnderTest } from './api-under-test';

let api: ApiUnderTest;
let running: RunningAgent;
let beside: Awaited<ReturnType<ApiUnderTest['beside']>>;
let returnsId: string;

beforeAll(async () => {
  api = await startApi();
  const content = 'You have 30 days to send a lamp back. Returns are free.';
  returnsId = (await insertArticle(api.db, { title: 'How do I return a lamp?', content, language: 'en' })).id;
  const settings = { openai: { apiKey: null, baseUrl: '', api: 'auto', model: '' } } as const;
  running = await createAgentFor(settings, api.db, { warn: () => undefined });
  const business = { name: 'Casa Luma' };
  beside = await api.beside({
    previewTurn: async (question, signal) =>
      previewTurn({ ...running, business, settings: await readDecisionSettings(api.db) }, question, signal),
  });
});
afterAll(async () => {
  running.stop();
  await beside.close();
  await api.stop();
});

async function preview(body: unknown, key = api.ben.key): Promise<Answer> {
  const response = await fetch(`${beside.url}/api/agent/preview`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${key}` },
    body: JSON.stringify(body),
  });
  return json(response);
}

/** Rows of every table, by its name. */
async function stored(): Promise<unknown> {
  const Table = z.object({ name: z.string(), count: z.number() });
  return rows(
    api.db,
    Table,
    `select relname as name, (xpath('/row/c/text()', query_to_xml('select count(*) as c from ' || quote_ident(relname),
        false, true, '')))[1]::text::int as count
      from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace order by relname`,
  );
}

test('tells what the AI would say, from which article, and stores nothing', async () => {
  const before = await stored();
  const { status, body } = await preview({ text: 'how can I return a lamp' });
  expect(status).toBe(200);
  expect(body).toMatchObject({
    decision: 'reply',
    reply: expect.stringContaining('You have 30 days') as string,
    citedArticles: [{ id: returnsId, title: 'How do I return a lamp?' }],
    foundArticles: [{ id: returnsId, score: expect.any(Number) as number }],
    scores: { confidence: expect.any(Number) as number },
    reason: null,
    rule: null,
    model: null,
    language: 'en',
    versions: { detectors: expect.any(Number) as number, prompt: expect.any(Number) as number },
  });
  expect(await stored()).toEqual(before);
  expect(api.rings).toEqual([]);
});

test('a request for a person is shown with the rule and the words that decided it', async () => {
  const { body } = await preview({ text: 'please let me talk to a human' });
  expect(body).toMatchObject({
    decision: 'handoff',
    reason: 'asked_for_person',
    rule: 'explicit',
    evidence: expect.stringContaining('human') as string,
    reply: null,
  });
});

test('what the owner left to people is shown with its name, from the next question on', async () => {
  const question = { text: 'how can I return a lamp' };
  expect((await preview(question)).body).toMatchObject({ decision: 'reply', topic: null });
  const ours = { humanOnlyTopics: [{ name: 'Returns', words: ['return a lamp'] }] };
  const saved = await api.call('PUT', '/api/settings/decision', { body: ours });
  expect((await preview(question)).body).toMatchObject({
    decision: 'handoff',
    reason: 'human_only_topic',
    rule: 'human_only_topic',
    topic: 'Returns',
    evidence: 'how can I return a lamp',
  });
  await api.call('PUT', '/api/settings/decision', { body: { ...saved.body, humanOnlyTopics: [] } });
  expect((await preview(question)).body).toMatchObject({ decision: 'reply' });
});

test('what was said before counts: an offer that is accepted, a second failure, an answer given twice', async () => {
  const offer = { role: 'ai', text: 'Shall I pass you on to a person?', offersPerson: true, nonAnswer: true };
  expect((await preview({ text: 'yes please', history: [offer] })).body).toMatchObject({ reason: 'asked_for_person' });
  const question = { role: 'customer', text: 'how can I return a lamp' };
  const answer = { role: 'ai', text: 'You have 30 days.', citedArticleIds: [returnsId] };
  expect((await preview({ text: 'how can I return the lamp', history: [question, answer] })).body).toMatchObject({
    decision: 'handoff',
    reason: 'loop',
  });
});

test('a model that cannot be reached is shown as the handoff it would become', async () => {
  const openai = { apiKey: 'sk-test', baseUrl: 'http://127.0.0.1:1/v1', api: 'chat', model: 'none' } as const;
  const broken = await createAgentFor({ openai }, api.db, { warn: () => undefined });
  const business = { name: 'Casa Luma' };
  const other = await api.beside({
    previewTurn: (question, signal) =>
      previewTurn({ ...broken, business, settings: DEFAULT_DECISION_SETTINGS }, question, signal),
  });
  const response = await fetch(`${other.url}/api/agent/preview`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${api.owner.key}` },
    body: JSON.stringify({ text: 'how can I return a lamp' }),
  });
  expect((await json(response)).body).toMatchObject({ decision: 'handoff', reason: 'agent_failed' });
  broken.stop();
  await other.close();
});

test('strangers are refused, and so is a body that says nothing', async () => {
  expect((await preview({ text: 'hi' }, 'nobody')).status).toBe(401);
  expect((await preview({ text: ' ' })).status).toBe(400);
  expect((await preview({ text: 'hi', history: [{ role: 'teammate', text: 'hi' }] })).status).toBe(400);
});
