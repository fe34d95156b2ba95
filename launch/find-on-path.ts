import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/** The full path of the first of the programs `names` that the shell would find, or null. `searchPath` replaces PATH. */
export async function findOnPath(names: readonly string[], searchPath?: string): Promise<string | null> {
  const script = 'for name; do command -v "$name" && exit 0; done; exit 1';
  try {
    const { stdout } = await promisify(execFile)('/bin/sh', ['-c', script, 'sh', ...names], {
      ...(searchPath !== undefined && { env: { PATH: searchPath } }),
    });
    return stdout.trim();
  } catch {
    return null;
  }
}
