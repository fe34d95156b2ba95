import { fillPhrase } from '../../../domain/language/fill-phrase';
import { LANGUAGES } from '../../../domain/language/languages';
import { phrases } from '../../../domain/language/phrases';
import { talkToAPersonTitle } from '../../../domain/language/talk-to-a-person';

const flatten = (value: object, path = ''): [string, string][] =>
  Object.entries(value).flatMap(([key, part]) =>
    typeof part === 'string'
      ? [[`${path}${key}`, part] as [string, string]]
      : flatten(part as object, `${path}${key}.`),
  );

describe.each(LANGUAGES)('in %s', (language) => {
  test('the button fits into WhatsApp, and no two languages share it', () => {
    expect(talkToAPersonTitle(language).length).toBeLessThanOrEqual(20);
    expect(LANGUAGES.filter((other) => talkToAPersonTitle(other) === talkToAPersonTitle(language))).toEqual([language]);
  });

  test('every text has the placeholders of the English one', () => {
    const placeholders = (text: string): string[] => [...text.matchAll(/\{\w+\}/gu)].map(([name]) => name).sort();
    const english = new Map(flatten(phrases('en')));
    for (const [path, text] of flatten(phrases(language)))
      expect([path, placeholders(text)]).toEqual([path, placeholders(english.get(path) ?? '')]);
  });

  test('every reassurance says who answers and when', () => {
    for (const text of Object.values(phrases(language).reassurance)) {
      expect(text).toContain('{teammate}');
      expect(text).toContain('{when}');
    }
  });
});

test('other languages and regional tags fall back', () => {
  expect(phrases('pt_BR')).toBe(phrases('pt'));
  expect(phrases('ja')).toBe(phrases('en'));
  expect(phrases(null)).toBe(phrases('en'));
});

test("a teammate's name is never read as a placeholder", () => {
  expect(fillPhrase('{teammate} answers {when}', { teammate: '{when} $&', when: 'soon' })).toBe(
    '{when} $& answers soon',
  );
});
