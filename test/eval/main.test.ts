import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const ROOT = path.resolve(__dirname, '../..');
let dir: string;

beforeAll(() => {
  dir = mkdtempSync(path.join(tmpdir(), 'baton-eval-'));
});
afterAll(() => rmSync(dir, { recursive: true }));

async function runEval(...args: string[]): Promise<{ code: unknown; output: string }> {
  const child = spawn(process.execPath, ['start.mjs', 'eval', ...args], { cwd: ROOT });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (chunk: string) => (output += chunk));
  const [code] = (await once(child, 'close')) as unknown[];
  return { code, output };
}

function folder(name: string, lines: readonly object[]): string {
  const made = path.join(dir, name);
  mkdirSync(path.join(made, 'explicit'), { recursive: true });
  writeFileSync(path.join(made, 'explicit', 'any.jsonl'), lines.map((line) => JSON.stringify(line)).join('\n'));
  return made;
}

test('an unseen folder is measured, what is skipped is named, and the figures are written as JSON', async () => {
  const data = folder('kept', [
    { text: 'can I talk to a human', label: 1, lang: 'en' },
    { text: 'where is my order', label: 0, lang: 'en' },
  ]);
  writeFileSync(path.join(data, 'notes.txt'), '');
  writeFileSync(path.join(data, 'explicit', 'bad.jsonl'), 'no json');
  const json = path.join(dir, 'figures.json');
  const { code, output } = await runEval(`--data=${data}`, `--json=${json}`);
  expect(output).toContain('Skipped notes.txt');
  expect(output).toContain('Skipped explicit/bad.jsonl:1');
  expect(output).toContain('never hand off');
  expect(code).toBe(0);
  const written = JSON.parse(readFileSync(json, 'utf8')) as { sections: { name: string }[]; failed: string[] };
  expect(written.failed).toEqual([]);
  expect(written.sections.map(({ name }) => name)).toContain('requests for a person (pre-check)');
});

test('a figure below its floor fails the run and is named', async () => {
  const data = folder('missed', [{ text: 'the kettle is blue', label: 1, lang: 'en' }]);
  const { code, output } = await runEval(`--data=${data}`);
  expect(code).toBe(1);
  expect(output).toContain('Below the floor: ');
  expect(output).toContain('explicit: recall');
});

test.each(['--data=/does/not/exist', '--nonsense'])('%s is refused in a sentence', async (arg) => {
  const { code, output } = await runEval(arg);
  expect(code).toBe(64);
  expect(output).not.toContain('    at ');
});
