import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { readMutants } from './mutant';

const ROOT = path.resolve(__dirname, '../..');

test.each(readMutants())('the defect $name can still be made, and its tests exist', ({ file, tests }) => {
  execFileSync('git', ['apply', '--check', file], { cwd: ROOT, stdio: 'pipe' });
  for (const each of tests) expect(existsSync(path.join(ROOT, each))).toBe(true);
});
