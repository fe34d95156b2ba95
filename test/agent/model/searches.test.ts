import type { HistoryEntry } from '../../../agent/contract';
import { calm, turn } from '../turn';
import { type Api, decision, type ModelStandIn, startModelStandIn } from './model-stand-in';

let model: ModelStandIn;
beforeAll(async () => (model = await startModelStandIn()));
afterAll(() => model.stop());

const searches = (query: string) => decision({ action: 'search_articles', reply: null, citedArticleIds: [], query });

/** The data of each request, as the model reads it. */
const data = (bodies: readonly string[]) => bodies.join('\n').replaceAll('\\"', '"');

describe.each<Api>(['chat', 'responses'])('over %s', (api) => {
  test('a model that lacks an article looks for it in its own words, and answers from what it finds', async () => {
    const question = turn('Hm, I have second thoughts about it. What now?');
    const bodies = model.reads(api, (body) =>
      data([body]).includes('"searched":["return a lamp"]') ? decision({}) : searches('return a lamp'),
    );
    expect(await model.rawAgent(api).decide(question, calm)).toMatchObject({
      kind: 'reply',
      citedArticleIds: ['returns'],
      scores: { searches: 1, attempts: 2 },
    });
    expect(data(bodies.slice(0, 1))).toContain('"searchesLeft":2');
    expect(data(bodies.slice(1))).toContain('"searchesLeft":1');
  });

  test('searching ends after two rounds, with a person', async () => {
    const bodies = model.reads(api, () => searches('a unicorn'));
    expect(await model.rawAgent(api).decide(turn('Do you sell unicorns?'), calm)).toMatchObject({
      kind: 'handoff',
      reason: 'cannot_resolve',
      scores: { searches: 2 },
    });
    expect(bodies).toHaveLength(3);
  });

  test('all rounds share one deadline', async () => {
    let asked = 0;
    model.reads(api, () => {
      asked++;
      return searches('a unicorn');
    });
    const timings = { attemptMs: 2_000, totalMs: 0, backOffMs: 1 };
    const agent = model.rawAgent(api, { timings });
    await expect(agent.decide(turn('Do you sell unicorns?'), calm)).rejects.toMatchObject({ code: 'model_timeout' });
    expect(asked).toBe(0);
  });

  test('what is sent is bounded, whatever anybody pastes, and the newest of it is kept', async () => {
    const pasted = 'lorem ipsum '.repeat(600);
    const history: HistoryEntry[] = [
      { role: 'customer', text: `oldest ${pasted}` },
      ...Array.from({ length: 40 }, (): HistoryEntry => ({ role: 'customer', text: pasted })),
      {
        role: 'episode',
        teammate: 'Ana',
        reason: 'upset',
        outcome: 'Sent a new lamp',
        messages: Array.from({ length: 50 }, () => ({ author: 'customer', text: pasted })),
      },
      { role: 'ai', text: 'newest answer' },
    ];
    const bodies = model.reads(api, () => decision({}));
    const messages = [...Array.from({ length: 50 }, () => pasted), 'How long do I have to return a lamp?'];
    await model.rawAgent(api).decide(turn(messages, { history }), calm);
    expect(bodies[0]?.length).toBeLessThan(120_000);
    expect(data(bodies)).toContain('How long do I have to return a lamp?');
    expect(data(bodies)).toContain('newest answer');
    expect(data(bodies)).toContain('"outcome":"Sent a new lamp"');
    expect(data(bodies)).not.toContain('oldest');
  });

  test('a model with less room is asked again with less history, once', async () => {
    const history = Array.from({ length: 20 }, (): HistoryEntry => ({
      role: 'customer',
      text: 'Tell me. '.repeat(200),
    }));
    const question = turn('How long do I have to return a lamp?', { history });
    const bodies = model.reads(api, (body) => (body.length > 20_000 ? 400 : decision({})));
    expect(await model.rawAgent(api).decide(question, calm)).toMatchObject({ kind: 'reply' });
    expect(bodies).toHaveLength(2);
    const refused = model.reads(api, () => 400);
    await expect(model.rawAgent(api).decide(question, calm)).rejects.toMatchObject({ code: 'model_request_refused' });
    expect(refused).toHaveLength(2);
  });
});
