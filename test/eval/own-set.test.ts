import path from 'node:path';
import { readCaseSets } from '../../eval/case-sets';
import { LANGUAGES } from '../../domain/language/languages';
import { mostAlike } from '../../eval/alike';
import { ownSetSection } from '../../eval/own-set-section';
import { readLines } from '../../eval/read-cases';
import { partOf } from '../../eval/split';

const OWN = path.resolve(__dirname, '../../eval/data');
const { requests, upset, problems } = readCaseSets({ own: OWN, shared: null, unseen: null });
const section = ownSetSection([...requests, ...upset]);

test('our labelled set has no bad line, and at least sixty cases in each of the ten languages', () => {
  expect(problems).toEqual([]);
  expect(section.rows.map(({ name }) => name)).toEqual([...LANGUAGES].sort());
  expect(section.rows.filter(({ n }) => n < 60)).toEqual([]);
});

test('no two messages of a language share more than 60 % of their character 4-grams', () => {
  expect(section.notes).toEqual([]);
  expect(mostAlike(['call me please', 'please call me', 'where is my order'], 0.6)).toMatchObject({
    above: 1,
    pair: ['call me please', 'please call me'],
  });
});

test('a message keeps its part whatever is added, and each part holds a fair share of every language', () => {
  expect(['agent', 'humano por favor', 'حولني'].map(partOf)).toEqual(
    ['agent', 'humano por favor', 'حولني'].map(partOf),
  );
  for (const { name, n, figures } of section.rows)
    expect([name, (figures['reported']?.value ?? 0) / n > 0.35 && (figures['tuned']?.value ?? 0) / n > 0.35]).toEqual([
      name,
      true,
    ]);
});

test('forty dialogues say which customer turn must hand off', () => {
  const { lines, problems: bad } = readLines(path.join(OWN, 'dialogues.jsonl'), (line) => line);
  expect(bad).toEqual([]);
  expect(lines.length).toBeGreaterThanOrEqual(40);
  for (const { turns, handoffAt } of lines) {
    const roles = (turns as { role: string }[]).map(({ role }) => role);
    expect(handoffAt === null || roles[Number(handoffAt)] === 'customer').toBe(true);
  }
});
