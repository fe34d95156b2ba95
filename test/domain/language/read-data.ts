import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** One line of a data file. `label` 1 means that the trigger must fire, null that people would disagree. */
export interface Line {
  text: string;
  label?: unknown;
  lang?: string;
  /** Which kind of small talk. */
  kind?: string;
}

const ROOT = path.resolve(__dirname, '..', '..', '..');
const SHARED = path.resolve(ROOT, '..', 'shared', 'data');

/** Authored lines of `data/`. */
export function readAuthored(file: string): Line[] {
  return readLines(path.join(__dirname, 'data', file));
}

/**
 * A test over development data that stands next to the checkout and is not part of it. Without the data the test is shown as
 * skipped; in CI that is a failure, so that the floors cannot go unmeasured.
 */
export function testWithShared(name: string, file: string, run: (lines: Line[]) => void): void {
  const found = existsSync(path.join(SHARED, file));
  const tested = found || process.env['CI'] === 'true' ? test : test.skip;
  tested(`${name} (${file})`, () => {
    run(readLines(path.join(SHARED, file)));
  });
}

function readLines(file: string): Line[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line) as Line);
}
