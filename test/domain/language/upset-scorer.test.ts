import { tokenise } from '../../../domain/language/tokenise';
import { scoreUpset } from '../../../domain/language/upset';
import { WORD_FEATURES, wordFeatures } from '../../../domain/language/word-features';
import { angerOdds } from '../../../domain/language/upset-scorer';
import trained from '../../../domain/language/upset-weights.json';

test('the weights say how they were made, and there is one for each feature', () => {
  expect(trained.made).toContain('npm run eval -- --train');
  expect(Buffer.from(trained.weights, 'base64')).toHaveLength(WORD_FEATURES);
});

test('of a message of any length a bounded number of features is looked at', () => {
  const featuresOf = (words: number) =>
    wordFeatures(tokenise(Array.from({ length: words }, (_, at) => `w${at}`).join(' '))).size;
  expect(featuresOf(900)).toBe(featuresOf(120));
});

test.each([
  'took a whole day off and nobody of you bothered to come',
  'habt mein geld genommen und keiner rührt sich',
  'her defasında aynı yalanı dinliyorum sizden',
])('a complaint in words that no list has is noticed, but is not handed off at once: %s', (text) => {
  expect(angerOdds(tokenise(text))).toBeGreaterThan(0);
  expect(scoreUpset(text)).toMatchObject({ level: 'medium' });
});

test('the scorer is silent about a word or two', () => {
  expect(angerOdds(tokenise('fake players'))).toBeNull();
});

test.each(['still waiting for my parcel, when will it come', 'el vaso llegó roto, me mandan otro por favor'])(
  'a problem told calmly is no complaint: %s',
  (text) => {
    expect(scoreUpset(text).level).toBe('none');
  },
);
