import { readFileSync } from 'node:fs';
import path from 'node:path';

/** One labelled message. Label 1 must be handed off for the trigger, 0 must not, null means that people would disagree. */
export interface Case {
  text: string;
  label: 0 | 1 | null;
  lang: string | null;
  kind: string | null;
}

/** Lines that could be read, and for each that could not one sentence with the file's name and the line's number. */
export interface ReadLines<T> {
  lines: T[];
  problems: string[];
}

/** Reads JSON Lines; `parse` returns null for an object of the wrong shape. A bad line is a problem, never an exception. */
export function readLines<T>(file: string, parse: (line: Record<string, unknown>) => T | null): ReadLines<T> {
  const read: ReadLines<T> = { lines: [], problems: [] };
  readText(file)
    .split('\n')
    .forEach((line, index) => {
      if (line.trim() === '') return;
      const value = parseObject(line);
      const parsed = value && parse(value);
      if (parsed) read.lines.push(parsed);
      else
        read.problems.push(
          `${path.basename(path.dirname(file))}/${path.basename(file)}:${index + 1}: ${complaint(value)}`,
        );
    });
  return read;
}

/** Reads labelled messages; a missing label is `unlabelled`, for the folders whose messages need none. */
export function readCases(file: string, unlabelled?: Case['label']): ReadLines<Case> {
  return readLines(file, ({ text, label = unlabelled, lang, kind }) => {
    if (typeof text !== 'string' || (label !== 0 && label !== 1 && label !== null)) return null;
    return { text, label, lang: textOrNull(lang), kind: textOrNull(kind) };
  });
}

const textOrNull = (value: unknown): string | null => (typeof value === 'string' ? value : null);

function readText(file: string): string {
  // A byte order mark would make the first line unreadable.
  return readFileSync(file, 'utf8').replace(/^\uFEFF/u, '');
}

function parseObject(line: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : null;
  } catch {
    return null;
  }
}

const complaint = (value: object | null): string =>
  value === null ? 'not a JSON object' : 'a field is missing or has the wrong type';
