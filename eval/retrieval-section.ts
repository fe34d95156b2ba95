import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Article } from '../agent/contract';
import { createLiveIndex, type IndexWork, type LiveIndex } from '../agent/retrieval/live-index';
import { readLines } from './read-cases';
import type { Section, Sources } from './section';

const MANY = 5_000;
const HITS = 12;

/**
 * Over as many articles as a large business has, made by mixing the 698 of a bank: milliseconds of one search, of reading
 * everything and of one changed article, how long reading held up everything else in one piece, and the memory.
 */
export async function retrievalSection({ own, shared }: Sources): Promise<Section> {
  const file = path.join(shared ?? own, 'tau2-bank-kb-698-mit.json');
  const none = { name: `retrieval over ${MANY} articles`, rows: [], floors: [], notes: [] };
  if (!existsSync(file)) return none;
  const articles = mixed(JSON.parse(readFileSync(file, 'utf8')) as Article[]);
  const questions = readLines(path.join(own, 'questions-bank.jsonl'), ({ text }) => String(text)).lines;
  const before = used();
  const live = createLiveIndex();
  const everything = await timed(live, articles);
  const memoryMb = used() - before;
  const one = await timed(
    live,
    articles.slice(0, 1).map((article) => ({ ...article, title: `${article.title}, anew` })),
  );
  const index = live.current();
  const times = questions.map((question) => Math.min(timeOf(question), timeOf(question))).sort((a, b) => a - b);
  function timeOf(question: string): number {
    const startMs = performance.now();
    index.search(question, HITS);
    return performance.now() - startMs;
  }
  const at = (share: number) => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? null;
  const figures: Section['rows'][number]['figures'] = {
    'ms p50': { value: at(0.5), unit: 'ms' },
    'ms p99': { value: at(0.99), unit: 'ms' },
    'index ms': { value: everything.ms, unit: 'ms' },
    'blocked at most': { value: everything.blockedMs, unit: 'ms' },
    'one change, ms': { value: one.ms, unit: 'ms' },
    'articles read': { value: one.read, unit: 'count' },
    'MB, about': { value: Math.round(memoryMb), unit: 'count' },
  };
  return { ...none, rows: [{ name: 'questions of the bank', role: 'reported', n: times.length, figures }] };
}

/** One change of the index, and how long it took. */
async function timed(live: LiveIndex, changed: Article[]): Promise<IndexWork & { ms: number }> {
  const startedMs = performance.now();
  const work = await live.update({ changed, removedIds: [] });
  return { ...work, ms: performance.now() - startedMs };
}

/** The bank's articles, and after them as many as are missing, each of two halves that never stood together. */
function mixed(bank: readonly Article[]): Article[] {
  return Array.from({ length: MANY }, (_, at) => {
    const [one, other] = [bank[at % bank.length], bank[(at * 31 + 7) % bank.length]];
    if (one === undefined || other === undefined) throw new Error('The bank has no articles');
    const round = Math.floor(at / bank.length);
    const content = round === 0 ? one.content : `${one.content.slice(0, 900)}\n\n${other.content.slice(0, 700)}`;
    return { id: `${at}`, title: round === 0 ? one.title : `${one.title} ${round}`, content, language: 'en' };
  });
}

/** Megabytes that the process keeps, typed arrays included. */
function used(): number {
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return (heapUsed + arrayBuffers) / 1_000_000;
}
