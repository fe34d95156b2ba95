import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { temporaryFolder } from '../launch/temporary-folder';

const ROOT = path.resolve(__dirname, '../..');

/** What `npm run lint` says of one file of a checkout. */
function lint(file: string, code: string): string {
  const folder = temporaryFolder();
  mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
  writeFileSync(path.join(folder, file), code);
  writeFileSync(path.join(folder, 'tsconfig.json'), '{ "compilerOptions": { "strict": true } }');
  // Its overrides name folders beside itself.
  copyFileSync(path.join(ROOT, 'oxlint.config.mjs'), path.join(folder, 'oxlint.config.mjs'));
  const oxlint = path.join(ROOT, 'node_modules/oxlint/bin/oxlint');
  const { status, stdout } = spawnSync(process.execPath, [oxlint, '-c', 'oxlint.config.mjs', '.'], {
    cwd: folder,
    encoding: 'utf8',
  });
  return status === 0 ? 'clean' : stdout;
}

test.each([
  ['domain/a.ts', `export { b } from '../db/b';\n`, 'domain/ does not reach'],
  ['domain/a.ts', `export { Pool } from 'pg';\n`, 'domain/ does not use pg'],
  ['workflows/a.ts', `export { b } from '../activities/b';\n`, 'workflows/ may import types only'],
  ['api/a.ts', `export const home = process.env['HOME'];\n`, 'config.ts is the only reader of the environment'],
  ['api/a.ts', `export const a = () => {\n  Promise.resolve(1);\n};\n`, 'no-floating-promises'],
  ['api/a.ts', `export const a = (b: string) => (b === undefined ? 1 : 2);\n`, 'no-unnecessary-condition'],
])('%s may not say %j', (file, code, complaint) => {
  expect(lint(file, code)).toContain(complaint);
});

test('what may be said passes', () => {
  expect(lint('workflows/a.ts', `import type { B } from '../activities/b';\nexport type A = B;\n`)).toBe('clean');
});
