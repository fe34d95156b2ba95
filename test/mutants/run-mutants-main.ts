import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { readMutants, type Mutant } from './mutant';

const ROOT = path.resolve(__dirname, '../..');

/** `run-mutants-main [NAME ...]`: makes each defect in a copy of the checkout and runs the tests that must notice it. */
async function main(names: readonly string[]): Promise<number> {
  const mutants = readMutants().filter(({ name }) => names.length === 0 || names.includes(name));
  const scratch = copyCheckout();
  let survived = 0;
  try {
    for (const mutant of mutants) {
      const red = await failing(scratch, mutant);
      if (red.length === 0) survived++;
      const verdict =
        red.length === 0 ? `✗ SURVIVED  (${mutant.tests.join(' ')})` : `✓ ${red.length} red: ${red[0] ?? ''}`;
      process.stdout.write(`${mutant.name}: ${mutant.guarantee}\n  ${verdict}\n`);
    }
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
  process.stdout.write(`\n${mutants.length - survived} defects noticed, ${survived} survived\n`);
  return survived === 0 ? 0 : 1;
}

/** With its times, by which the build knows what it need not make again. */
function copyCheckout(): string {
  const scratch = mkdtempSync(path.join(os.tmpdir(), 'baton-mutants-'));
  for (const name of readdirSync(ROOT))
    if (!['node_modules', '.git', '.baton', 'coverage'].includes(name))
      cpSync(path.join(ROOT, name), path.join(scratch, name), { recursive: true, preserveTimestamps: true });
  symlinkSync(path.join(ROOT, 'node_modules'), path.join(scratch, 'node_modules'), 'dir');
  return scratch;
}

/** The names of the tests that fail with the defect. */
async function failing(scratch: string, mutant: Mutant): Promise<string[]> {
  const apply = (...options: string[]) =>
    execFileSync('git', ['apply', ...options, mutant.file], { cwd: scratch, stdio: 'pipe' });
  const result = path.join(scratch, 'result.json');
  apply();
  try {
    const jest = path.join(ROOT, 'node_modules', 'jest', 'bin', 'jest.js');
    const options = ['--config', 'jest.config.cjs', '--json', `--outputFile=${result}`, ...mutant.tests];
    const child = spawn(process.execPath, [jest, ...options], { cwd: scratch, stdio: 'ignore' });
    await once(child, 'exit');
    return namesOfFailed(readFileSync(result, 'utf8'));
  } finally {
    rmSync(result, { force: true });
    apply('--reverse');
  }
}

interface JestResult {
  testResults: { name: string; message: string; assertionResults: { status: string; fullName: string }[] }[];
}

/** A file that does not even load is no test that noticed. */
function namesOfFailed(json: string): string[] {
  const { testResults } = JSON.parse(json) as JestResult;
  const broken = testResults.find(({ assertionResults }) => assertionResults.length === 0);
  if (broken !== undefined) throw new Error(`${broken.name} did not run:\n${broken.message}`);
  return testResults.flatMap(({ assertionResults }) =>
    assertionResults.filter(({ status }) => status === 'failed').map(({ fullName }) => fullName),
  );
}

void main(process.argv.slice(2)).then((code) => {
  process.exitCode = code;
});
