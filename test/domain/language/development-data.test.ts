import { findExplicitRequest } from '../../../domain/language/explicit-request';
import { preCheck } from '../../../domain/language/pre-check';
import { scoreUpset } from '../../../domain/language/upset';
import { measure } from './measure';
import type { Line } from './read-data';
import { testWithShared } from './read-data';

const asks = ({ text, lang = 'en' }: Line): boolean =>
  findExplicitRequest(text, { conversationLanguage: lang, handoffOffered: false }) !== null;

describe('on messages of other products', () => {
  for (const file of ['explicit-en-dev-apache.jsonl', 'explicit-multi-dev-ms-mit.jsonl', 'bitext-dev-cdla.jsonl'])
    testWithShared('requests are found with precision .95 and recall .80', file, (lines) => {
      const result = measure(lines, asks);
      expect({ ...result, enough: result.precision >= 0.95 && result.recall >= 0.8 }).toMatchObject({ enough: true });
    });

  testWithShared('at most .15 % of unrelated messages are flagged as requests', 'clinc150-val-ccby3.jsonl', (lines) => {
    expect(measure(lines, asks).flagged).toBeLessThanOrEqual(0.0015);
  });

  testWithShared('at most .5 % of calm messages are handed off as upset', 'clinc150-val-ccby3.jsonl', (lines) => {
    const upset = (line: Line): boolean => scoreUpset(line.text, { conversationLanguage: 'en' }).level !== 'none';
    expect(measure(lines, upset).flagged).toBeLessThanOrEqual(0.005);
  });

  testWithShared('swearing while asking for help is no anger', 'bitext-train-cdla.jsonl', (lines) => {
    const swears = lines.filter(({ text, label }) => label === 0 && /fuck|damn|bloody/u.test(text));
    const handedOff = swears.filter(({ text }) =>
      preCheck([text], { conversationLanguage: 'en', handoffOffered: false }),
    );
    expect(swears.length).toBeGreaterThan(100);
    expect(handedOff.length / swears.length).toBeLessThanOrEqual(0.01);
  });
});
