import { atOnce } from '../../../agent/retrieval/work';
import { groupQuestions } from '../../../agent/unanswered/group-questions';
import asked from './asked.json';

interface Labelled {
  id: string;
  text: string;
  language: string | null;
  label: string;
}

/** Questions as customers write them, by what they ask: seventeen things, in five languages. */
const questions: Labelled[] = Object.entries(asked).flatMap(([label, group]) =>
  group.map(([language = null, text = ''], at) => ({ id: `${label} ${at}`, text, language, label })),
);

/** Of the pairs put together, how many belong together; of those that do, how many were. */
function pairwise(groups: readonly string[][]): { precision: number; recall: number } {
  const labelOf = new Map(questions.map(({ id, label }) => [id, label]));
  const pairs = (sizes: Iterable<number>) => [...sizes].reduce((sum, size) => sum + (size * (size - 1)) / 2, 0);
  const sizes = (labels: readonly unknown[]) => {
    const counts = new Map<unknown, number>();
    for (const label of labels) counts.set(label, (counts.get(label) ?? 0) + 1);
    return counts.values();
  };
  const right = groups.reduce((sum, ids) => sum + pairs(sizes(ids.map((id) => labelOf.get(id)))), 0);
  const together = pairs(groups.map(({ length }) => length));
  return {
    precision: together === 0 ? 0 : right / together,
    recall: right / pairs(sizes(questions.map(({ label }) => label))),
  };
}

/** Both at once: each question by itself has no recall, all in one group no precision. */
const FLOOR = { precision: 0.9, recall: 0.75 };

const isGoodEnough = ({ precision, recall }: typeof FLOOR) => precision >= FLOOR.precision && recall >= FLOOR.recall;

test('questions that ask the same in other words, or misspelt, go together, and others stay apart', () => {
  expect(questions.length).toBeGreaterThanOrEqual(60);
  const ids = questions.map(({ id }) => id);
  expect([isGoodEnough(pairwise(ids.map((id) => [id]))), isGoodEnough(pairwise([ids]))]).toEqual([false, false]);
  const groups = atOnce(groupQuestions(questions));
  const figures = pairwise(groups.map(({ questionIds }) => questionIds));
  expect([figures, isGoodEnough(figures)]).toEqual([figures, true]);
});

test('languages stay apart, except for the very same words', () => {
  const groups = atOnce(
    groupQuestions([
      { id: 'en', text: 'hotel parking animal', language: 'en' },
      { id: 'es', text: 'parking hotel animal', language: 'es' },
      { id: 'pt', text: 'Parking hotel, animal?', language: 'pt' },
    ]),
  );
  expect(groups.map(({ questionIds }) => questionIds)).toEqual([['en'], ['es', 'pt']]);
});

test('what most customers ask is one group, however many ask it and whatever they add', () => {
  const many = Array.from({ length: 200 }, (_, at) => ({
    id: String(at),
    text: `do you ship my order to canada, it is number ${at}`,
    language: 'en',
  }));
  expect(atOnce(groupQuestions(many))).toHaveLength(1);
});

test('the example is the question that is most like the others', () => {
  const [group] = atOnce(
    groupQuestions([
      { id: 'a', text: 'do you ship to canada', language: 'en' },
      { id: 'b', text: 'ship to canada?', language: 'en' },
      { id: 'c', text: 'my aunt with the blue house wants to know: do you ship to canada', language: 'en' },
    ]),
  );
  expect(group?.questionIds).toEqual(['a', 'c', 'b']);
  expect(group?.example).not.toContain('aunt');
});
