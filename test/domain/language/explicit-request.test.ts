import type { RequestContext } from '../../../domain/language/explicit-request';
import { findExplicitRequest } from '../../../domain/language/explicit-request';
import { LANGUAGES } from '../../../domain/language/languages';
import { measure } from './measure';
import { readAuthored } from './read-data';

const unknown: RequestContext = { conversationLanguage: null, handoffOffered: false };
const kindOf = (text: string, context: RequestContext = unknown): string | null =>
  findExplicitRequest(text, context)?.kind ?? null;

describe.each(LANGUAGES)('requests for a person in %s', (language) => {
  const lines = readAuthored(`requests-${language}.jsonl`);

  test.each([
    ['unknown', null],
    ['known', language],
  ])('are told from near misses when the language of the conversation is %s', (_, conversationLanguage) => {
    const result = measure(lines, ({ text }) => kindOf(text, { ...unknown, conversationLanguage }) !== null);
    expect({ ...result, enough: result.precision >= 0.95 && result.recall >= 0.9 }).toMatchObject({ enough: true });
  });

  test('are measured on at least twenty requests and twenty near misses', () => {
    expect(lines.filter(({ label }) => label === 1).length).toBeGreaterThanOrEqual(20);
    expect(lines.filter(({ label }) => label === 0).length).toBeGreaterThanOrEqual(20);
  });

  test('are still found when typed without accents and in capitals', () => {
    const requests = lines.filter(({ label }) => label === 1);
    const plain = (text: string): string =>
      text
        .normalize('NFD')
        .replace(/[\u0300-\u036f]/gu, '')
        .replace(/ı/gu, 'i')
        .toUpperCase();
    const result = measure(requests, ({ text }) => kindOf(plain(text)) !== null);
    expect({ ...result, enough: result.recall >= 0.85 }).toMatchObject({ enough: true });
  });
});

test.each([
  'I would like to talk about my order 5512 with a person',
  'I want to talk about the invoice for the two lamps with someone',
  'ich möchte mit einem mitarbeiter über meine bestellung von letzter woche sprechen',
  'mujhe kisi insaan se apne pichle hafte ke order ke bare mein baat karni hai',
  'saya mau membahas tagihan lampu yang rusak itu dengan petugas',
])('a request is found around what it is about: %s', (text) => {
  expect(kindOf(text)).toBe('explicit');
});

test.each([
  'I want to talk about the lamp I ordered with my sister',
  'ich will mit meinem mann über die lampe sprechen',
  'ich habe mit einem mitarbeiter über meine bestellung von letzter woche gesprochen',
])('whoever else one talks with is no person of ours: %s', (text) => {
  expect(kindOf(text)).toBeNull();
});

describe('an offer of a person', () => {
  const offers = readAuthored('accepted-offers.jsonl');

  test('is accepted by every authored yes and by no authored no', () => {
    const result = measure(
      offers,
      ({ text, lang = null }) => kindOf(text, { conversationLanguage: lang, handoffOffered: true }) !== null,
    );
    expect(result.wrong).toEqual([]);
  });

  test('that was never made cannot be accepted', () => {
    expect(offers.filter(({ text }) => kindOf(text) === 'accepted_offer')).toEqual([]);
  });
});

describe('the kind of request', () => {
  test.each([
    ['I want to talk to a human', 'explicit'],
    ['please call me back', 'callback'],
    ['connect me to billing', 'department'],
    ['connect me to the spa', 'department'],
  ])('%s is %s', (text, kind) => {
    expect(kindOf(text)).toBe(kind);
  });

  test("a business's own words name departments", () => {
    const text = 'ich möchte mit dem Aquarium sprechen';
    expect(findExplicitRequest(text, { ...unknown, conversationLanguage: 'de' })).toBeNull();
    expect(findExplicitRequest(text, { ...unknown, conversationLanguage: 'de', extraWords: ['Aquarium'] })?.kind).toBe(
      'department',
    );
  });
});

describe('what is no request', () => {
  test.each([
    'are you a bot?',
    'am I talking to a real person?',
    'what are customer service opening hours?',
    'I talked to an agent yesterday',
    'someone else told me it was free',
    "I'll contact customer service then, thanks",
    "no, don't transfer me",
    "I don't want to talk to an agent",
    'call me Steve',
    'call me an uber',
  ])('%s', (text) => {
    expect(kindOf(text)).toBeNull();
  });

  test('a refusal of one kind of help does not hide a request for another', () => {
    expect(kindOf("I don't want to talk to a bot, I want a person")).toBe('explicit');
    expect(kindOf("don't transfer me to sales. Let me talk to a human")).toBe('explicit');
  });
});

test.each(['t a l k to a h u m a n', 'a.g.e.n.t', 'can i speak to a huuuuman', 'abgha akallem mowazaf law sama7t'])(
  'a request is found however it is spelled: %s',
  (text) => {
    expect(kindOf(text)).toBe('explicit');
  },
);

test('a refusal reaches as far as the next comma, not over it', () => {
  expect(kindOf('no quiero nada, pásame con tu jefe')).toBe('explicit');
  expect(kindOf('no me pases con tu jefe')).toBeNull();
});

test('a comma begins and ends a request as a full stop does, and ends a report', () => {
  expect(kindOf('it still fails, agent please')).toBe('explicit');
  expect(kindOf('me dijeron que mañana, pásame con un agente')).toBe('explicit');
});

test('what the language of the message cancels is no request in a related one', () => {
  expect(kindOf('eres una persona de verdad?')).toBeNull();
});

test("the evidence is the customer's own words in their spelling", () => {
  expect(findExplicitRequest('Grüße! Ich möchte mit einem MENSCHEN sprechen, bitte.', unknown)).toEqual({
    kind: 'explicit',
    evidence: 'mit einem MENSCHEN sprechen',
    language: 'de',
  });
});
