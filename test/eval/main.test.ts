import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { readOptions } from '../../eval/read-options';
import { startModelServer } from '../support/model-server';

const ROOT = path.resolve(__dirname, '../..');
let dir: string;

beforeAll(() => {
  dir = mkdtempSync(path.join(tmpdir(), 'baton-eval-'));
});
afterAll(() => rmSync(dir, { recursive: true }));

/** Without a key, whatever the machine has. */
const NO_MODEL = { OPENAI_API_KEY: '' };

async function runEval(
  args: string[],
  env: Record<string, string> = NO_MODEL,
): Promise<{ code: unknown; output: string }> {
  const child = spawn(process.execPath, ['start.mjs', 'eval', ...args], { cwd: ROOT, env: { ...process.env, ...env } });
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
  const { code, output } = await runEval([`--data=${data}`, `--json=${json}`]);
  expect(output).toContain('Skipped notes.txt');
  expect(output).toContain('Skipped explicit/bad.jsonl:1');
  expect(output).toContain('never hand off');
  expect(code).toBe(0);
  const written = JSON.parse(readFileSync(json, 'utf8')) as { sections: { name: string }[]; failed: string[] };
  expect(written.failed).toEqual([]);
  expect(written.sections.map(({ name }) => name)).toContain('requests for a person (pre-check)');
});

test('with a key the model path is measured beside the rules, and told with its model, date, number and cost', async () => {
  const data = folder('asked', [
    { text: 'can I talk to a human', label: 1, lang: 'en' },
    { text: 'flesh over silicon, if you would', label: 1, lang: 'en' },
    { text: 'is the blue lamp waterproof', label: 0, lang: 'en' },
  ]);
  const model = await startModelServer();
  model.answers(({ asked }) =>
    asked.includes('flesh')
      ? { action: 'handoff', reason: 'asked_for_person', reply: null, evidence: asked }
      : { reply: 'Which lamp do you mean?' },
  );
  const env = { ...model.env, OPENAI_MODEL: 'small-model' };
  const { output } = await runEval([`--data=${data}`, '--model=10', '--price=2,10'], env);
  expect(output).toContain(`the model path: small-model at ${new URL(model.env['OPENAI_BASE_URL'] ?? '').host}`);
  expect(output).toMatch(/requests, rules and model +3 +100\.0 \[.*\] +100\.0 \[/);
  expect(output).toMatch(/requests, rules alone +3 +100\.0 \[.*\] +50\.0 \[/);
  expect(output).toMatch(/\d{4}-\d\d-\d\d: 3 messages, .* of 0 the model made nothing usable/);
  // The rules decided one of the three before a model was asked.
  expect(output).toContain('2000 tokens read, 200 written. They cost $0.0060, at $2 and $10 for a million.');
  expect(model.calls).toHaveLength(2);
  const without = await runEval([`--data=${data}`, '--model=0'], env);
  expect(without.output).not.toContain('the model path');
  expect(model.calls).toHaveLength(2);
  await model.stop();
});

test('a figure below its floor fails the run and is named', async () => {
  const data = folder('missed', [{ text: 'the kettle is blue', label: 1, lang: 'en' }]);
  const { code, output } = await runEval([`--data=${data}`]);
  expect(code).toBe(1);
  expect(output).toContain('Below the floor: ');
  expect(output).toContain('explicit: recall');
});

test('a folder that is not there is refused in a sentence', async () => {
  const { code, output } = await runEval(['--data=/does/not/exist']);
  expect(code).toBe(64);
  expect(output).not.toContain('    at ');
});

test.each(['--nonsense', '--data', '--model=many', '--price=3', '--errors=yes'])('%s is no argument', (arg) => {
  expect(readOptions(['--errors', arg])).toBe(`unknown argument: ${arg}`);
});
