import { readdirSync } from 'node:fs';
import path from 'node:path';

const KNOWN = /^(?:(?:explicit|upset|unrelated|dialogues)\/[^/]+\.jsonl|faq\/[^/]+\/(?:articles|questions)\.jsonl)$/u;

/** Files of a `--data` folder that no section reads, by their path in it: named in the output, and skipped. */
export function unknownFiles(dir: string): string[] {
  return readdirSync(dir, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => path.relative(dir, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'))
    .filter((file) => !KNOWN.test(file))
    .sort();
}
