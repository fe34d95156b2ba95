import { LANGUAGES } from '../../domain/language/languages';
import { reassuranceText } from '../../domain/reassurance';

const teammate = { name: 'Ben Bauer', publicName: 'Ben' };

test.each(LANGUAGES)('who may hurt themselves reads in %s where help is, not the owner’s usual words', (language) => {
  const usual = { reason: 'human_only_topic', language, teammate, ownText: '{teammate} is on it!' } as const;
  expect(reassuranceText({ ...usual, isInDanger: false })).toBe('Ben is on it!');
  const text = reassuranceText({ ...usual, isInDanger: true });
  expect(text).toContain('Ben');
  expect(text).toMatch(/https:\/\/findahelpline\.com$/);
  expect(text).not.toContain('is on it');
  expect(text.length).toBeLessThan(500);
});
