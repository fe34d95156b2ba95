import { detectLanguage } from '../../../domain/language/detect-language';
import { LANGUAGES } from '../../../domain/language/languages';
import { measure } from './measure';
import { readAuthored } from './read-data';

test.each(LANGUAGES)('most authored messages in %s are told from the other nine languages', (language) => {
  const lines = readAuthored(`requests-${language}.jsonl`).filter(({ text }) => text.length > 20);
  const guesses = lines.map(({ text }) => ({ text, label: 1, guess: detectLanguage(text) }));
  const wrong = guesses.filter(({ guess }) => guess !== null && guess !== language);
  expect({ wrong, enough: wrong.length <= lines.length / 20 }).toMatchObject({ enough: true });
  expect(measure(guesses, ({ text }) => detectLanguage(text) === language).recall).toBeGreaterThanOrEqual(0.8);
});

test.each(['', 'ok', '12345', 'xyzzy', '👍'])('nothing is guessed from %p', (text) => {
  expect(detectLanguage(text)).toBeNull();
});
