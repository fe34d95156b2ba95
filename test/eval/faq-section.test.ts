import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { dialoguesSection } from '../../eval/dialogues-section';
import type { Asked } from '../../eval/faq-asked';
import { bestThresholdMcc, caughtOutOfScope, falseHandoffs, notAnswered, wrongAnswers } from '../../eval/faq-figures';
import { faqSection } from '../../eval/faq-section';

const folder = mkdtempSync(path.join(tmpdir(), 'baton-eval-'));
afterAll(() => rmSync(folder, { recursive: true }));

const sources = { own: folder, shared: null, unseen: folder };

function write(file: string, lines: readonly unknown[]): void {
  mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
  const text = lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n');
  writeFileSync(path.join(folder, file), text);
}

function asked(one: Partial<Asked>): Asked {
  const question = { text: '', answers: ['a'], role: 'reported', rank: 0, first: 'a' } as const;
  return { ...question, confidence: 0.9, retrievalMs: 1, outcome: 'answered', ...one };
}

const unanswerable = { answers: [], rank: null, confidence: 0.1, outcome: 'handed_off' } as const;

test('a perfect agent has no errors and a correlation of 1; one that answers everything has neither', () => {
  const perfect = [asked({}), asked({ answers: ['b'], first: 'b' }), asked(unanswerable)];
  expect(falseHandoffs(perfect).value).toBe(0);
  expect(wrongAnswers(perfect).value).toBe(0);
  expect(notAnswered(perfect).value).toBe(1);
  expect(bestThresholdMcc(perfect)).toBeCloseTo(1);
  const eager = [...perfect, asked({ ...unanswerable, confidence: 0.95, outcome: 'wrong' })];
  expect(notAnswered(eager).value).toBe(0.5);
  expect(bestThresholdMcc(eager)).toBeLessThan(0.9);
});

test('out of scope is caught by the threshold that leaves three in four answerable questions right, or not at all', () => {
  const inScope = [0.9, 0.8, 0.7, 0.2].map((confidence) => asked({ confidence }));
  const outOfScope = [0.1, 0.5, 0.75].map((confidence) => asked({ ...unanswerable, confidence }));
  expect(caughtOutOfScope([...inScope, ...outOfScope]).value).toBeCloseTo(2 / 3);
  const lost = inScope.map((one) => ({ ...one, rank: 1 }));
  expect(caughtOutOfScope([...lost, ...outOfScope]).value).toBeNull();
});

test('an unseen collection is measured, and a line that cannot be read is named with its number', async () => {
  write('faq/shop/articles.jsonl', [
    { id: 'returns', title: 'How do I return a lamp?', questions: ['can I send it back', 'return my order'] },
    { id: 'hours', title: 'Opening hours', content: 'Nine to five.', questions: ['when are you open'] },
  ]);
  write('faq/shop/questions.jsonl', [
    { text: 'I want to return my lamp', label: 'returns' },
    { text: 'when are you open', label: 'hours' },
    'not json',
    { text: 'write me a poem', label: 'oos' },
    { text: 'x', label: 'no such article' },
  ]);
  const [section] = await faqSection(sources);
  expect(section?.rows).toMatchObject([
    { name: 'shop', n: 3, figures: { 'false handoff': { value: 0 }, 'wrong answer': { value: 0 } } },
  ]);
  expect(section?.notes.filter((note) => note.startsWith('Skipped'))).toEqual([
    expect.stringContaining('questions.jsonl:3'),
    expect.stringContaining('questions.jsonl:5'),
  ]);
});

test('a dialogue is judged by the turn that hands off: exact, early, missed or false', async () => {
  const ai = { role: 'ai', text: 'From nine to five.' };
  const says = (text: string) => ({ role: 'customer', text });
  write('dialogues/some.jsonl', [
    { id: 'exact', turns: [says('when are you open'), ai, says('I want to talk to a human')], handoffAt: 2 },
    { id: 'early', turns: [says('can I talk to a human'), ai, says('hello?')], handoffAt: 2 },
    { id: 'missed', turns: [says('when are you open'), ai, says('thank you very much')], handoffAt: 2 },
    { id: 'false', turns: [says('can I talk to a human')], handoffAt: null },
    { id: 'kept', turns: [says('when are you open'), ai, says('thanks!')], handoffAt: null },
    {
      id: 'accepted',
      turns: [says('is it blue'), { role: 'ai', text: 'Shall I ask a colleague?' }, says('yes please')],
      handoffAt: 2,
    },
  ]);
  const [section] = await dialoguesSection(sources);
  expect(section?.rows).toMatchObject([
    { n: 6, figures: { missed: { value: 1 }, early: { value: 1 }, 'exact turn': { value: 0.5 }, false: { value: 1 } } },
  ]);
  expect(section?.floors.map(({ passed }) => passed)).toEqual([false, false]);
});
