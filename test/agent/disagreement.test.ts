import type { Agent, Decision } from '../../agent/contract';
import { decideBurst } from '../../agent/decide-burst';
import { calm, turn } from './turn';

const basis = { model: 'gpt-test', hits: [] };
const reply: Decision = {
  kind: 'reply',
  text: 'Dust it with a soft brush.',
  citedArticleIds: [],
  language: 'en',
  offersPerson: false,
  nonAnswer: false,
  scores: {},
};
const handsOff = (reason: 'asked_for_person' | 'upset' | 'cannot_resolve'): Decision => ({
  kind: 'handoff',
  reason,
  evidence: null,
  summary: null,
  language: 'en',
  scores: {},
});

async function disagreement(words: string, decision: Decision, model: typeof basis | null = basis) {
  const agent: Agent = { decide: () => Promise.resolve(model === null ? decision : { ...decision, basis }) };
  const burst = { ...turn(words), tappedButtonId: null, isLate: false };
  return (await decideBurst(agent, burst, calm)).disagreement;
}

const calmly = 'How do I clean a linen lampshade?';
const annoyed = 'I am not happy with this. How do I clean a linen lampshade?';

test.each<[string, string, Decision, string | null]>([
  ['a request that only the model saw', calmly, handsOff('asked_for_person'), 'request_seen_by_model_only'],
  ['anger that only the model heard', calmly, handsOff('upset'), 'anger_seen_by_model_only'],
  ['annoyance that the model answered as any question', annoyed, reply, 'anger_seen_by_rules_only'],
  ['annoyance that both heard', annoyed, handsOff('upset'), null],
  ['a handoff for another reason', annoyed, handsOff('cannot_resolve'), null],
  ['a calm question that is answered', calmly, reply, null],
])('%s is recorded as such', async (_name, words, decision, expected) => {
  expect(await disagreement(words, decision)).toBe(expected);
});

test('rules cannot disagree with themselves: without a model, or where they decided before it, nothing is recorded', async () => {
  expect(await disagreement(annoyed, reply, null)).toBeNull();
  expect(await disagreement('I want to talk to a human', reply)).toBeNull();
});
