import { cpSync, readdirSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { temporaryFolder } from '../launch/temporary-folder';

const ROOT = path.resolve(__dirname, '../..');

/** What `npm start` does not read. */
const LEFT_OUT = new Set(['node_modules', 'dist', 'test', 'docs', 'tools', 'coverage']);

/**
 * A copy of this checkout in which nothing has been built yet, with the same installed packages, so that its first start
 * builds - without touching the dist/ of somebody who works here.
 */
export function copyCheckout(): string {
  const dir = temporaryFolder();
  for (const name of readdirSync(ROOT))
    if (!name.startsWith('.') && !LEFT_OUT.has(name))
      cpSync(path.join(ROOT, name), path.join(dir, name), { recursive: true });
  symlinkSync(path.join(ROOT, 'node_modules'), path.join(dir, 'node_modules'), 'dir');
  return dir;
}
