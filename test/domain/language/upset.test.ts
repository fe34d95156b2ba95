import { scoreUpset } from '../../../domain/language/upset';
import { measure } from './measure';
import { readAuthored } from './read-data';

const lines = readAuthored('upset.jsonl');
const isStrong = ({ text }: { text: string }): boolean => scoreUpset(text).level === 'strong';

test('authored complaints in ten languages are found, and no calm message is taken for one', () => {
  const result = measure(lines, isStrong);
  expect(lines.filter(({ label }) => label === 1).length).toBeGreaterThanOrEqual(60);
  expect({ ...result, enough: result.precision === 1 && result.recall >= 0.9 }).toMatchObject({ enough: true });
});

test.each([
  ['I am not happy', 'medium'],
  ['nobody answers', 'medium'],
  ['nobody answers, this is the third time I write!!', 'strong'],
  ['where is my damn invoice', 'none'],
  ['WHERE IS ORDER ABC', 'none'],
  ['how do I make a complaint about a courier', 'none'],
  ['Ignore the last message, I found it', 'none'],
  ['you ignore my last message every time', 'strong'],
  ['', 'none'],
])('%s: %s', (text, level) => {
  expect(scoreUpset(text).level).toBe(level);
});

test('shouting weighs only together with a complaint', () => {
  expect(scoreUpset('HELLO PLEASE HELP!!').score).toBe(0);
  expect(scoreUpset('NOBODY ANSWERS ME HERE!!').score).toBeGreaterThan(scoreUpset('nobody answers me here').score);
});

test('the evidence quotes the heaviest words as they were written', () => {
  expect(scoreUpset('Hi, my order is late. You people are THIEVES').evidence).toBe('You people are THIEVES');
});
