import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';

const README = readFileSync(path.resolve(__dirname, '../../README.md'), 'utf8');

/** `words`, which README.md tells a newcomer to write. @throws when it does not. */
export function fromReadme(words: string): string {
  if (!README.includes(`“${words}”`)) throw new Error(`README.md does not say “${words}”`);
  return words;
}

/** Runs README.md's `curl` lines as they stand there, but for the key and the address of the api. */
export async function runReadmeCommands({ key, api }: { key: string; api: string }): Promise<string> {
  const block = [...README.matchAll(/^```\n(.*?)^```$/gms)]
    .map(([, code]) => code)
    .find((code) => code?.includes('curl'));
  const script = (block ?? '').replace(/^KEY=.*$/m, `KEY=${key}`).replace(/^API=.*$/m, `API=${api}`);
  if (!script.includes(key) || !script.includes(api)) throw new Error('README.md has no block of curl lines');
  return (await promisify(execFile)('bash', ['-c', script])).stdout;
}
