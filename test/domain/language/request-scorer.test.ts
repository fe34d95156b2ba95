import { findExplicitRequest } from '../../../domain/language/explicit-request';
import type { Language } from '../../../domain/language/languages';
import { viewOf } from '../../../domain/language/pattern';
import { requestFeatures, REQUEST_FEATURES } from '../../../domain/language/request-features';
import { REQUEST_LEXICONS } from '../../../domain/language/request-lexicons';
import trained from '../../../domain/language/request-weights.json';
import { tokenise } from '../../../domain/language/tokenise';

const featuresOf = (text: string, language: Language) =>
  requestFeatures(viewOf(tokenise(text), REQUEST_LEXICONS[language].vocabulary));
const requestIn = (text: string, conversationLanguage: Language) =>
  findExplicitRequest(text, { conversationLanguage, handoffOffered: false });

test('the weights say how they were made, and there is one for each feature', () => {
  expect(trained.made).toContain('npm run eval -- --train');
  expect(Buffer.from(trained.weights, 'base64')).toHaveLength(REQUEST_FEATURES);
});

test('of a message of any length a bounded number of features is looked at', () => {
  const many = (words: number) => featuresOf(Array.from({ length: words }, (_, at) => `agent w${at}`).join(' '), 'en');
  const [some, more] = [many(120).size, many(2000).size];
  expect(more).toBeLessThanOrEqual(1.01 * some);
});

test('two languages that say the same thing share what stands in which order', () => {
  const english = featuresOf('connect me with someone', 'en');
  const spanish = featuresOf('comunícame con alguien', 'es');
  expect(
    [...spanish].filter((feature) => feature >= REQUEST_FEATURES / 2 && english.has(feature)).length,
  ).toBeGreaterThan(3);
});

test.each<[string, Language]>([
  ['wer von euch kann das mit mir durchgehen', 'de'],
  ['aapme se koi samjha de mujhe', 'hi'],
])('a wish for a person that no rule has is found by its likeness to others: %s', (text, language) => {
  expect(requestIn(text, language)?.kind).toBe('learnt_request');
});

test.each<[string, Language]>([
  ['terima kasih banyak kak', 'id'],
  ['a gente se fala mais tarde', 'pt'],
  ['können sie mir den katalog für büros schicken', 'de'],
  ['yahin solve kar do, insaan se baat nahi karni', 'hi'],
])('what sounds a little like one is left alone: %s', (text, language) => {
  expect(requestIn(text, language)).toBeNull();
});
