import fc from 'fast-check';
import type { TurnContext } from '../../../agent/contract';
import demoArticles from '../../../agent/demo-articles.json';
import { settleDecision } from '../../../agent/model/settle-decision';
import { readModelDecision } from '../../../agent/model/decision-schema';
import { createArticleIndex } from '../../../agent/retrieval/article-index';
import { turn } from '../turn';
import { decision } from './model-stand-in';

const index = createArticleIndex(demoArticles);
const question = turn('How long do I have to return a lamp?');
const settle = (output: Parameters<typeof decision>[0], context: TurnContext = question) =>
  settleDecision(decision(output), context, index.search(context.messages.map((m) => m.text).join(' '), 6), {});

test.each([
  ['cites nothing', { citedArticleIds: [] }],
  ['cites an article it was not given', { citedArticleIds: ['made-up'] }],
  ['states a price no article has', { reply: 'Returning costs 12.50 €.' }],
  ['promises a person', { reply: 'I will connect you with a colleague.' }],
  ['promises a person in Spanish', { reply: 'Alguien te contactará mañana.' }],
  ['stays silent on a question', { action: 'close' as const, reply: null, citedArticleIds: [] }],
  ['is empty', { reply: '   ' }],
  ['consists of a foreign link', { reply: 'https://evil.example/x' }],
])('a reply that %s is handed off instead', (_name, output) => {
  expect(settle(output)).toMatchObject({ kind: 'handoff' });
});

test('an offer in the form of a question is no promise', () => {
  const output = {
    action: 'offer_person' as const,
    reply: 'I am not sure. Should a person help you?',
    citedArticleIds: [],
  };
  expect(settle(output)).toMatchObject({ kind: 'reply', offersPerson: true, nonAnswer: true });
});

test('an answer that offers a person in the same breath is heard as an offer, and is an answer all the same', () => {
  const reply = 'Returns are free within 30 days. Would you like a colleague to look at it with you?';
  expect(settle({ reply })).toMatchObject({ kind: 'reply', offersPerson: true, nonAnswer: false });
  expect(settle({ reply: 'Returns are free within 30 days.' })).toMatchObject({ offersPerson: false });
});

test('the second non-answer in a row is handed off', () => {
  const output = { action: 'ask' as const, reply: 'Which lamp is it?', citedArticleIds: [] };
  expect(settle(output)).toMatchObject({ kind: 'reply', nonAnswer: true });
  expect(settle(output, { ...question, failedTurns: 1 })).toMatchObject({ kind: 'handoff', reason: 'cannot_resolve' });
});

test('unknown links go, known ones stay', () => {
  const reply = 'Go to casaluma.example/returns, not to h\u200Bttps://evil.example/a or [here](evil.example).';
  expect(settle({ reply })).toMatchObject({ kind: 'reply', text: 'Go to casaluma.example/returns, not to or here.' });
});

test('small talk needs no article, but may not smuggle in a figure', () => {
  const hello = turn('hello');
  expect(settle({ action: 'small_talk', reply: 'Hello! How can I help?', citedArticleIds: [] }, hello)).toMatchObject({
    kind: 'reply',
  });
  expect(settle({ action: 'small_talk', reply: 'Hello! All is 50 % off.', citedArticleIds: [] }, hello)).toMatchObject({
    kind: 'handoff',
  });
});

test('what a teammate noted as the outcome may be told', () => {
  const episode = {
    role: 'episode' as const,
    teammate: 'Ana',
    reason: 'cannot_resolve',
    outcome: 'Refunded 49.90 €',
    messages: [],
  };
  const context = turn('How did it end?', { history: [episode] });
  const output = { action: 'small_talk' as const, reply: 'Ana refunded 49.90 €.', citedArticleIds: [] };
  expect(settle(output, context)).toMatchObject({ kind: 'reply', text: 'Ana refunded 49.90 €.' });
});

test('"thanks" may be closed without words', () => {
  expect(settle({ action: 'close', reply: null, citedArticleIds: [] }, turn('thanks'))).toMatchObject({
    kind: 'closing',
  });
});

test('evidence is what the customer wrote, whatever the model quotes', () => {
  const context = turn('Get me somebody, now');
  expect(
    settle({ action: 'handoff', reason: 'asked_for_person', evidence: 'GET me somebody!' }, context),
  ).toMatchObject({ evidence: 'GET me somebody!' });
  expect(settle({ action: 'handoff', reason: 'asked_for_person', evidence: 'an invention' }, context)).toMatchObject({
    evidence: 'Get me somebody, now',
  });
});

test('whatever a model writes, the result is a reply with words, a handoff or a closing', () => {
  const output = fc.record({
    action: fc.constantFrom(
      'answer',
      'small_talk',
      'ask',
      'offer_person',
      'handoff',
      'close',
      'search_articles',
      'delete',
    ),
    reason: fc.option(fc.constantFrom('upset', 'loop', 'taken_over')),
    evidence: fc.option(fc.string({ unit: 'binary' })),
    reply: fc.option(fc.string({ unit: 'binary', maxLength: 300 })),
    citedArticleIds: fc.array(fc.constantFrom('returns', 'bulbs', 'nothing', '__proto__')),
    language: fc.option(fc.string({ maxLength: 8 })),
    summary: fc.option(fc.string()),
    query: fc.option(fc.string()),
  });
  const text = fc.oneof(
    output.map((value) => JSON.stringify(value)),
    fc.json(),
    fc.string(),
  );
  fc.assert(
    fc.property(text, fc.string({ unit: 'binary' }), fc.nat(2), (written, message, failedTurns) => {
      const read = readModelDecision(written);
      if (read === null) return;
      const context = turn(message, { failedTurns });
      const settled = settleDecision(read, context, index.search('return a lamp', 6), {});
      if (settled.kind === 'reply') {
        expect(settled.text.trim()).not.toBe('');
        expect(settled.nonAnswer && failedTurns > 0).toBe(false);
      } else if (settled.kind === 'handoff') {
        expect([
          'asked_for_person',
          'cannot_resolve',
          'upset',
          'unreadable_media',
          'human_only_topic',
          'loop',
          'agent_failed',
        ]).toContain(settled.reason);
      } else expect(settled.kind).toBe('closing');
    }),
  );
});
