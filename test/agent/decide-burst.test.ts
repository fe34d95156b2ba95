import type { Agent, HistoryEntry, TurnContext } from '../../agent/contract';
import { decideBurst, type Burst } from '../../agent/decide-burst';
import demoArticles from '../../agent/demo-articles.json';
import { createOfflineAgent } from '../../agent/offline-agent';
import { createArticleIndex } from '../../agent/retrieval/article-index';
import { DEFAULT_DECISION_SETTINGS, type DecisionSettings } from '../../domain/decision-settings';
import { TALK_TO_A_PERSON } from '../../domain/language/talk-to-a-person';
import { calm, turn } from './turn';

const index = createArticleIndex(demoArticles);
const offline = createOfflineAgent({ index: () => index });

const never: Agent = { decide: () => Promise.reject(new Error('the agent was asked')) };

function decide(
  text: string | string[],
  { agent = offline, ...rest }: Partial<TurnContext> & Partial<Burst> & { agent?: Agent } = {},
) {
  return decideBurst(agent, { ...turn(text, rest), tappedButtonId: null, isLate: false, ...rest }, calm);
}

test('a request for a person is decided before the agent is asked, and cannot be vetoed', async () => {
  expect(await decide('I want to talk to a human', { agent: never })).toMatchObject({
    detector: 'explicit',
    decision: { kind: 'handoff', reason: 'asked_for_person' },
  });
  expect(await decide('ok', { agent: never, tappedButtonId: TALK_TO_A_PERSON })).toMatchObject({
    detector: 'button',
    decision: { kind: 'handoff', reason: 'asked_for_person' },
  });
});

test('a machine’s message gets no answer but a closing that says why', async () => {
  const text = 'Thank you for contacting us. We will get back to you soon.';
  expect(await decide(text, { agent: never })).toMatchObject({
    decision: { kind: 'closing' },
    detector: 'automatic_reply',
  });
});

test('a message that arrives late, and a sticker, need no agent', async () => {
  expect(await decide('how do I clean a lamp?', { agent: never, isLate: true })).toMatchObject({
    decision: { kind: 'handoff', reason: 'late_message' },
    detector: 'late',
  });
  expect(await decide('', { agent: never, messages: [{ kind: 'sticker', text: '' }] })).toMatchObject({
    decision: { kind: 'closing' },
    detector: 'sticker',
  });
});

describe('a customer who is annoyed', () => {
  const annoyed = 'I am not happy with this. How do I clean a linen lampshade?';

  test('is answered once, with an apology and a person on offer', async () => {
    const { decision } = await decide(annoyed);
    expect(decision).toMatchObject({ kind: 'reply', citedArticleIds: ['cleaning'], offersPerson: true });
    expect(decision.kind === 'reply' && decision.text).toMatch(/^I'm sorry about the trouble\.\n\n/);
  });

  test('and was before, or got no answer before, goes to a person', async () => {
    const history: HistoryEntry[] = [
      { role: 'customer', text: 'I am not happy with this lamp' },
      { role: 'ai', text: 'Dust it with a soft brush.' },
    ];
    for (const rest of [{ history }, { failedTurns: 1 }])
      expect(await decide(annoyed, { ...rest, agent: never })).toMatchObject({
        decision: { kind: 'handoff', reason: 'upset' },
        detector: 'upset_again',
      });
  });

  test('at an answer that did not help goes to a person', async () => {
    const history: HistoryEntry[] = [
      { role: 'customer', text: 'My lamp flickers' },
      { role: 'ai', text: 'Change the bulb.' },
    ];
    const useless = 'I am not happy with this. It did not work.';
    expect((await decide(useless)).detector).toBeNull();
    expect(await decide(useless, { history, agent: never })).toMatchObject({ detector: 'upset_again' });
  });

  test('after two answers goes to a person, unless it works now', async () => {
    const answered: HistoryEntry[] = [
      { role: 'customer', text: 'My lamp flickers' },
      { role: 'ai', text: 'Change the bulb.' },
    ];
    const twice = { history: [...answered, ...answered] };
    const angry = 'I find this really annoying';
    expect((await decide(angry, { history: answered })).detector).toBeNull();
    expect(await decide(angry, { ...twice, agent: never })).toMatchObject({ detector: 'upset_again' });
    expect((await decide(`${angry}, but it works now`, twice)).detector).toBeNull();
  });
});

describe('what the owner set', () => {
  const set = (settings: Partial<DecisionSettings>) => ({
    settings: { ...DEFAULT_DECISION_SETTINGS, ...settings },
  });
  const refunds = (above: number | null) =>
    set({ humanOnlyTopics: [{ name: 'Refunds', words: ['refund', 'reembolso', 'rembourser'], above }] });

  test('a department and a person of the business can be asked for by name', async () => {
    const ours = set({ ownWords: ['Lampendoktor', 'Rosalinda'] });
    for (const text of ['Verbinden Sie mich mit dem Lampendoktor', 'quiero hablar con Rosalinda']) {
      expect((await decide(text)).detector).not.toBe('department');
      expect(await decide(text, { ...ours, agent: never })).toMatchObject({
        decision: { kind: 'handoff', reason: 'asked_for_person' },
        detector: 'department',
      });
    }
    expect((await decide('Was macht der Lampendoktor?', ours)).detector).toBeNull();
  });

  test('the first sign of anger is enough where the owner says so, and calm questions are answered all the same', async () => {
    const first = set({ handOffAtFirstSign: true });
    const annoyed = 'I am not happy with this. How do I clean a linen lampshade?';
    expect(await decide(annoyed, { ...first, agent: never })).toMatchObject({
      decision: { kind: 'handoff', reason: 'upset', evidence: annoyed },
      detector: 'upset_at_first_sign',
    });
    expect((await decide('How do I clean a linen lampshade?', first)).decision.kind).toBe('reply');
  });

  test('who had as many answers within an hour as the owner allows goes to a person, unless there is no limit', async () => {
    const question = 'How do I clean a linen lampshade?';
    const had = (answersInLastHour: number, mostAnswersPerHour: number | null) =>
      decide(question, { ...set({ mostAnswersPerHour }), answersInLastHour });
    expect((await had(3, 4)).decision.kind).toBe('reply');
    expect((await had(5_000, null)).decision.kind).toBe('reply');
    expect(await had(4, 4)).toMatchObject({
      decision: { kind: 'handoff', reason: 'unusual_volume', summary: 'The AI has answered 4 times within an hour.' },
      detector: 'most_answers',
    });
    const asked = await decide('I want a human', { ...set({ mostAnswersPerHour: 4 }), answersInLastHour: 9 });
    expect(asked.decision).toMatchObject({ reason: 'asked_for_person' });
  });

  test('a topic for people is handed off before the agent is asked, with its name and the customer’s words', async () => {
    for (const text of ['Can I get a REFUND?', '¿me hacen un Reembolso?', ['it broke', 'refund, please']])
      expect(await decide(text, { ...refunds(null), agent: never })).toMatchObject({
        decision: {
          kind: 'handoff',
          reason: 'human_only_topic',
          topic: 'Refunds',
          evidence: [text].flat().join(' '),
        },
        detector: 'human_only_topic',
      });
    expect((await decide('how do I clean a refundable lamp?', refunds(null))).detector).toBeNull();
  });

  test('a topic about sums is left to people above that sum alone', async () => {
    for (const text of [
      'I want a refund of 250 €',
      'refund $1,250.00 please',
      'Quero um reembolso de R$ 1.250,50',
      'Pouvez-vous me rembourser 1 250 euros ?',
      'refund my 250 order total',
      ['I paid 250 EUR for a lamp that came broken', 'so when do I get my refund?'],
    ])
      expect((await decide(text, refunds(200))).decision).toMatchObject({ reason: 'human_only_topic' });
    for (const text of [
      'I want a refund of 200 €',
      'how do refunds work? can I get a refund?',
      'refund for order 48213',
      'refund order #48213',
      'is a refund possible within 365 days?',
      'The 300 € lamp is nice',
    ])
      expect((await decide(text, refunds(200))).detector).not.toBe('human_only_topic');
  });

  test('a machine that names a topic is no customer, and a request for a person stays one', async () => {
    const machine = 'Thank you for contacting us. We will get back to you soon about your refund.';
    expect((await decide(machine, { ...refunds(null), agent: never })).decision.kind).toBe('closing');
    const asked = 'I want to talk to a human about a refund';
    expect((await decide(asked, { ...refunds(null), agent: never })).decision).toMatchObject({
      reason: 'asked_for_person',
    });
  });
});

describe('a customer who may hurt themselves', () => {
  test('goes to a person at once, whatever else the burst, the button or the rules say, without a word of the agent', async () => {
    const said = ['I want to talk to a human', 'this is the worst shop, I want to kill myself'];
    for (const rest of [{}, { isLate: true }, { tappedButtonId: TALK_TO_A_PERSON }])
      expect(await decide(said, { ...rest, agent: never })).toMatchObject({
        decision: {
          kind: 'handoff',
          reason: 'human_only_topic',
          evidence: said.join(' '),
          summary: expect.stringContaining('in danger') as string,
        },
        detector: 'self_harm',
        language: 'en',
      });
  });

  test('is heard in the language of those words, whatever the conversation was held in', async () => {
    expect(await decide('no quiero vivir más', { language: 'en', agent: never })).toMatchObject({ language: 'es' });
  });
});
