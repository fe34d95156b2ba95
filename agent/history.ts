import type { HistoryEntry, TurnContext } from './contract';

export type Episode = Extract<HistoryEntry, { role: 'episode' }>;
export type Said = Exclude<HistoryEntry, { role: 'episode' }>;

/** What was said since a teammate last resolved, oldest first, and that stretch itself if there was one. */
export function currentStretch(context: TurnContext): { episode: Episode | null; said: Said[] } {
  const said: Said[] = [];
  for (const entry of context.history.toReversed()) {
    if (entry.role === 'episode') return { episode: entry, said: said.reverse() };
    said.push(entry);
  }
  return { episode: null, said: said.reverse() };
}

/** The texts of the burst as one, a message a line. */
export function burstText(context: TurnContext): string {
  return context.messages
    .map(({ text }) => text.trim())
    .filter((text) => text !== '')
    .join('\n');
}

/** The customer's words as evidence: short enough for a line in the inbox. */
export function evidenceOf(text: string): string | null {
  const line = text.replaceAll(/\s+/g, ' ').trim();
  if (line === '') return null;
  return line.length <= 300 ? line : `${Array.from(line).slice(0, 299).join('')}…`;
}
