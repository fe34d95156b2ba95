import { LANGUAGES } from '../../../domain/language/languages';
import { preCheck } from '../../../domain/language/pre-check';
import { smallTalkOf } from '../../../domain/language/small-talk';
import { readAuthored } from './read-data';

const lines = readAuthored('small-talk.jsonl');

test.each(LANGUAGES)('small talk in %s is recognised and never handed off', (language) => {
  const spoken = lines.filter(({ lang }) => lang === language);
  expect(spoken.length).toBeGreaterThan(5);
  expect(spoken.filter(({ text }) => smallTalkOf(text) === null)).toEqual([]);
  const context = { conversationLanguage: language, handoffOffered: false };
  expect(spoken.filter(({ text }) => preCheck([text], context) !== null)).toEqual([]);
});

test.each(LANGUAGES)(
  'a phrase of several words in %s is told as what it is, and never swallows what follows',
  (language) => {
    const phrases = lines.filter(({ lang, kind }) => lang === language && kind !== undefined);
    expect(new Set(phrases.map(({ kind }) => kind))).toEqual(new Set(['greeting', 'thanks', 'farewell']));
    expect(phrases.filter(({ text, kind }) => smallTalkOf(text) !== kind)).toEqual([]);
    expect(phrases.filter(({ text }) => smallTalkOf(`${text}, PayPal?`) !== null)).toEqual([]);
  },
);

test.each([
  ['hello', 'greeting'],
  ['Guten Morgen!', 'greeting'],
  ['teşekkür ederim', 'thanks'],
  ['ok, thanks', 'thanks'],
  ['thanks, bye', 'farewell'],
  ['حسنا', 'acknowledgement'],
  ['👍🏽', 'acknowledgement'],
  ['❤️', 'acknowledgement'],
])('%s is %s', (text, kind) => {
  expect(smallTalkOf(text)).toBe(kind);
});

test.each([
  'hello, where is my order?',
  'thanks but it still does not work',
  'ok 3 please',
  'no',
  '?',
  '',
  'buenos días, quiero cambiar la talla',
])('a question or an order beside the small talk is not swallowed: %s', (text) => {
  expect(smallTalkOf(text)).toBeNull();
});
