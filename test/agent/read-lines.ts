import { readFileSync } from 'node:fs';

/** Reads a JSON Lines file; the caller names the shape it wrote. */
export function readLines<Line>(file: string): Line[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Line);
}
