import type { Agent, HistoryEntry, TurnContext } from '../../agent/contract';
import { decideBurst, type Burst } from '../../agent/decide-burst';
import demoArticles from '../../agent/demo-articles.json';
import { createOfflineAgent } from '../../agent/offline-agent';
import { createArticleIndex } from '../../agent/retrieval/article-index';
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
});
