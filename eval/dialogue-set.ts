import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import type { Article } from '../agent/contract';
import demoArticles from '../agent/demo-articles.json';
import { readArticles } from './faq-unseen-sets';
import { readLines } from './read-cases';
import type { Row, Sources } from './section';
import { partOf } from './split';

export interface Dialogue {
  id: string;
  turns: readonly { role: 'customer' | 'ai'; text: string }[];
  /** Index of the customer turn, counted among all turns, that must hand off; null when none may. */
  handoffAt: number | null;
  role: Row['role'];
}

export interface DialogueSet {
  name: string;
  /** All that the business knows; null when only the dialogues tell, by what their AI answers. */
  articles: readonly Article[] | null;
  dialogues: readonly Dialogue[];
}

/** The file whose dialogues are played against the demo shop's articles and nothing else. */
const ABOUT_DEMO = 'dialogues-demo.jsonl';

/** The dialogues of an unseen folder if one is given, with its articles if there are any; else our own. */
export function readDialogues(sources: Sources): { sets: DialogueSet[]; problems: string[] } {
  const folder = sources.unseen === null ? sources.own : path.join(sources.unseen, 'dialogues');
  if (!existsSync(folder)) return { sets: [], problems: [] };
  const problems: string[] = [];
  const articlesFile = path.join(folder, 'articles.jsonl');
  const given = existsSync(articlesFile) ? readArticles(articlesFile) : null;
  problems.push(...(given?.problems ?? []));
  const isDialogues = (file: string) =>
    file.endsWith('.jsonl') && file !== 'articles.jsonl' && (sources.unseen !== null || file.startsWith('dialogues'));
  const sets = readdirSync(folder)
    .filter(isDialogues)
    .sort()
    .map((file): DialogueSet => {
      const { lines, problems: bad } = readLines(path.join(folder, file), toDialogue);
      problems.push(...bad);
      const dialogues = withPlaces(lines).map((one): Dialogue => {
        return { ...one, role: sources.unseen === null ? partOf(one.id) : 'reported' };
      });
      const isDemo = sources.unseen === null && file === ABOUT_DEMO;
      return {
        name: path.basename(file, '.jsonl'),
        articles: given?.lines ?? (isDemo ? demoArticles : null),
        dialogues,
      };
    });
  return { sets, problems };
}

type Read = Omit<Dialogue, 'role'>;

function toDialogue({ id, turns, handoffAt }: Record<string, unknown>): Read | null {
  if (typeof id !== 'string' || !Array.isArray(turns)) return null;
  if (handoffAt !== null && typeof handoffAt !== 'number') return null;
  const spoken = turns.filter(isTurn);
  if (spoken.length < turns.length || !spoken.some(({ role }) => role === 'customer')) return null;
  return { id, turns: spoken, handoffAt };
}

/** `handoffAt` counts all turns; in a file where that cannot be, it counts the customer's. */
function withPlaces(dialogues: readonly Read[]): Read[] {
  const countsAll = dialogues.every(
    ({ turns, handoffAt }) => handoffAt === null || turns[handoffAt]?.role === 'customer',
  );
  if (countsAll) return [...dialogues];
  return dialogues.map((dialogue) => {
    const places = dialogue.turns.flatMap(({ role }, at) => (role === 'customer' ? [at] : []));
    const { handoffAt } = dialogue;
    return { ...dialogue, handoffAt: handoffAt === null ? null : (places[handoffAt] ?? places.at(-1) ?? null) };
  });
}

function isTurn(turn: unknown): turn is Dialogue['turns'][number] {
  if (typeof turn !== 'object' || turn === null || !('role' in turn) || !('text' in turn)) return false;
  return (turn.role === 'customer' || turn.role === 'ai') && typeof turn.text === 'string';
}
