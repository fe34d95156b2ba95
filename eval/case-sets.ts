import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import type { Case } from './read-cases';
import { readCases, readLines } from './read-cases';
import type { Row, Sources } from './section';
import { partOf } from './split';

/** Cases of one kind from one place. */
export interface CaseSet {
  name: string;
  role: Row['role'];
  cases: readonly Case[];
  /** Written for this product: a floor per language is judged on it. */
  isOwn: boolean;
  /** Counts for the floors; others are only indicative. */
  counts: boolean;
}

export interface CaseSets {
  requests: CaseSet[];
  upset: CaseSet[];
  /** Messages that nothing may flag. */
  unrelated: CaseSet[];
  /** Lines that could not be read, by file and line number. */
  problems: string[];
}

/** Of our own data, what nobody looks at while rules are made: counted only, in the layout of a folder given by `--data`. */
export const UNSEEN = 'unseen';

/** Reads every labelled message that there is: an unseen folder alone if one is given, else our own and the development data. */
export function readCaseSets(sources: Sources): CaseSets {
  const sets: CaseSets = { requests: [], upset: [], unrelated: [], problems: [] };
  if (sources.unseen !== null) {
    readUnseen(sources.unseen, sets);
    return sets;
  }
  readOwn(sources.own, sets);
  readUnseen(path.join(sources.own, UNSEEN), sets, `${UNSEEN}/`);
  if (sources.shared !== null) readShared(sources.shared, sets);
  return sets;
}

function readUnseen(dir: string, sets: CaseSets, prefix = ''): void {
  for (const kind of ['explicit', 'upset', 'unrelated'] as const) {
    const to = kind === 'explicit' ? sets.requests : sets[kind];
    for (const file of jsonLinesIn(path.join(dir, kind))) {
      const { lines, problems } = readCases(path.join(dir, kind, file), kind === 'unrelated' ? 0 : undefined);
      sets.problems.push(...problems);
      to.push({ name: `${prefix}${kind}/${file}`, role: 'reported', cases: lines, isOwn: false, counts: true });
    }
  }
}

const jsonLinesIn = (dir: string): string[] =>
  existsSync(dir)
    ? readdirSync(dir)
        .filter((file) => file.endsWith('.jsonl'))
        .sort()
    : [];

function readOwn(dir: string, sets: CaseSets): void {
  const read = (file: string): Case[] => {
    const { lines, problems } = readCases(path.join(dir, file));
    sets.problems.push(...problems);
    return lines;
  };
  const requests = jsonLinesIn(dir)
    .filter((file) => file.startsWith('requests-'))
    .flatMap(read);
  const moods = read('upset.jsonl');
  for (const role of ['tuned', 'reported'] as const) {
    const own = (cases: readonly Case[]): CaseSet => ({
      name: `own set, ${role} part`,
      role,
      cases: cases.filter(({ text }) => partOf(text) === role),
      isOwn: true,
      counts: role === 'reported',
    });
    sets.requests.push(own(requests));
    sets.upset.push(own(moods));
    // Who asks something beside the point is calm: problems, opening hours, other people's agents.
    const nearMisses = requests.filter(({ kind }) => kind === 'near_miss');
    sets.upset.push({ ...own(nearMisses), name: `near misses, ${role} part`, isOwn: false });
  }
}

/** Files of the development data. What was only counted, never looked at while improving the rules, is `reported`. */
const SHARED: readonly { file: string; kind: 'requests' | 'unrelated'; role: Row['role']; counts: boolean }[] = [
  { file: 'explicit-en-dev-apache.jsonl', kind: 'requests', role: 'tuned', counts: true },
  { file: 'explicit-multi-dev-ms-mit.jsonl', kind: 'requests', role: 'tuned', counts: true },
  { file: 'bitext-train-cdla.jsonl', kind: 'requests', role: 'tuned', counts: false },
  { file: 'bitext-dev-cdla.jsonl', kind: 'requests', role: 'reported', counts: true },
  { file: 'clinc150-train-ccby3.jsonl', kind: 'unrelated', role: 'tuned', counts: true },
  { file: 'clinc150-val-ccby3.jsonl', kind: 'unrelated', role: 'reported', counts: true },
  { file: 'banking77-train-ccby4.jsonl', kind: 'unrelated', role: 'tuned', counts: true },
  { file: 'hint3-curekart-train-odbl.jsonl', kind: 'unrelated', role: 'tuned', counts: true },
  { file: 'hint3-powerplay11-train-odbl.jsonl', kind: 'unrelated', role: 'tuned', counts: true },
  { file: 'hint3-sofmattress-train-odbl.jsonl', kind: 'unrelated', role: 'tuned', counts: true },
];

// Intents of the three shops' sets that mix requests for a person with complaints and questions for a number: left out.
const MAY_ASK = new Set(['CHAT_WITH_AGENT', 'CHAT_WITH_AN_AGENT', 'LEAD_GEN', 'CALL_CENTER', 'CONTACT_NUMBER']);

const EMOTIONS = 'goemotions-dev-apache.jsonl';
const UPSET_EMOTIONS = new Set(['anger', 'annoyance', 'disgust', 'disappointment']);

function readShared(dir: string, sets: CaseSets): void {
  for (const { file, kind, role, counts } of SHARED) {
    if (!existsSync(path.join(dir, file))) continue;
    const { lines, problems } =
      kind === 'requests' ? readCases(path.join(dir, file)) : readLines(path.join(dir, file), unrelatedCase);
    sets.problems.push(...problems);
    sets[kind].push({ name: file, role, cases: lines, isOwn: false, counts });
  }
  if (!existsSync(path.join(dir, EMOTIONS))) return;
  const { lines, problems } = readLines(path.join(dir, EMOTIONS), emotionCase);
  sets.problems.push(...problems);
  for (const role of ['tuned', 'reported'] as const) {
    const cases = lines.filter(({ text }) => partOf(text) === role);
    sets.upset.push({ name: `${EMOTIONS}, ${role} part`, role, cases, isOwn: false, counts: false });
  }
}

function unrelatedCase({ text, label }: Record<string, unknown>): Case | null {
  if (typeof text !== 'string') return null;
  return { text, label: typeof label === 'string' && MAY_ASK.has(label) ? null : 0, lang: 'en', kind: null };
}

/** Emotions of forum posts: those of displeasure count as upset, mixed ones are left out. */
function emotionCase({ text, label }: Record<string, unknown>): Case | null {
  if (typeof text !== 'string' || !Array.isArray(label)) return null;
  const upset = label.filter((emotion: unknown) => UPSET_EMOTIONS.has(String(emotion))).length;
  const verdict = upset === 0 ? 0 : upset === label.length ? 1 : null;
  return { text, label: verdict, lang: 'en', kind: null };
}
