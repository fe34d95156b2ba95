import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** A defect, as a patch with two lines on top: the guarantee it breaks, and the test files that must notice. */
export interface Mutant {
  name: string;
  file: string;
  guarantee: string;
  tests: string[];
}

/** All of them, by name. @throws naming the file whose head lacks a line. */
export function readMutants(): Mutant[] {
  return readdirSync(__dirname)
    .filter((name) => name.endsWith('.patch'))
    .sort()
    .map((name) => {
      const file = path.join(__dirname, name);
      const text = readFileSync(file, 'utf8');
      const headed = (title: string): string => {
        const found = new RegExp(`^${title}: (.+)$`, 'm').exec(text)?.[1];
        if (found === undefined) throw new Error(`${name} must begin with a line "${title}: ..."`);
        return found;
      };
      return {
        name: path.basename(name, '.patch'),
        file,
        guarantee: headed('Guarantee'),
        tests: headed('Tests').split(' '),
      };
    });
}
