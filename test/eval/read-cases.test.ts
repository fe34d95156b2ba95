import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { readCaseSets } from '../../eval/case-sets';
import { unknownFiles } from '../../eval/unknown-files';

let dir: string;

beforeEach(() => {
  dir = mkdtempSync(path.join(tmpdir(), 'baton-eval-'));
});
afterEach(() => rmSync(dir, { recursive: true }));

function write(file: string, ...lines: string[]): void {
  mkdirSync(path.dirname(path.join(dir, file)), { recursive: true });
  writeFileSync(path.join(dir, file), lines.join('\n'));
}

test('a bad line is named with its file and number, and the others are still read', () => {
  write(
    'explicit/a.jsonl',
    '{"text":"agent please","label":1}',
    '{"text":',
    '',
    '["text"]',
    '{"text":7,"label":0}',
    '{"text":"hi"}',
  );
  const { requests, problems } = readCaseSets({ own: '', shared: null, unseen: dir });
  expect(requests.flatMap(({ cases }) => cases.map(({ text }) => text))).toEqual(['agent please']);
  expect(problems).toEqual([
    'explicit/a.jsonl:2: not a JSON object',
    'explicit/a.jsonl:4: not a JSON object',
    'explicit/a.jsonl:5: a field is missing or has the wrong type',
    'explicit/a.jsonl:6: a field is missing or has the wrong type',
  ]);
});

test('every part of an unseen folder may be missing, and messages that nothing may flag need no label', () => {
  write('unrelated/b.jsonl', '{"text":"where is my order"}');
  const { requests, upset, unrelated, problems } = readCaseSets({ own: '', shared: null, unseen: dir });
  expect([requests, upset, problems]).toEqual([[], [], []]);
  expect(unrelated.map(({ name, cases }) => [name, cases[0]?.label])).toEqual([['unrelated/b.jsonl', 0]]);
});

test('files that are not of the layout are named', () => {
  write('explicit/a.jsonl', '');
  write('faq/shop/articles.jsonl', '');
  write('faq/shop/notes.txt', '');
  write('explicit/a.csv', '');
  write('README.md', '');
  expect(unknownFiles(dir)).toEqual(['README.md', 'explicit/a.csv', 'faq/shop/notes.txt']);
});
