import { selfHarmIn } from '../../agent/self-harm';
import sayings from './data/self-harm.json';

describe.each(Object.entries(sayings))('in %s', (language, { danger, calm }) => {
  test('who says that they want to die is heard, in their language', () => {
    for (const text of danger) expect([text, selfHarmIn(text)]).toEqual([text, language]);
  });

  test('figures of speech, products, and who wants to live are not', () => {
    for (const text of calm) expect([text, selfHarmIn(text)]).toEqual([text, null]);
  });
});
