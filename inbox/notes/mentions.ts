/** A stretch of a note. */
export type NotePiece = { kind: 'text'; text: string } | { kind: 'mention'; text: string; teammateIds: string[] };

/**
 * A note's text with the teammates it names as `@Name`. The longest name that fits counts, so that "@Ben Second" is not
 * Ben; of two with the same name both are meant.
 */
export function piecesOf(text: string, teammates: readonly { id: string; name: string }[]): NotePiece[] {
  const names = [...new Set(teammates.map(({ name }) => name))].toSorted((one, other) => other.length - one.length);
  const pieces: NotePiece[] = [];
  let from = 0;
  for (const { index } of text.matchAll(/(?<![\p{L}\p{N}])@/gu)) {
    if (index < from) continue;
    const name = names.find((name) => text.startsWith(name, index + 1) && endsWord(text, index + 1 + name.length));
    if (name === undefined) continue;
    if (index > from) pieces.push({ kind: 'text', text: text.slice(from, index) });
    const teammateIds = teammates.filter((teammate) => teammate.name === name).map(({ id }) => id);
    pieces.push({ kind: 'mention', text: `@${name}`, teammateIds });
    from = index + 1 + name.length;
  }
  if (from < text.length) pieces.push({ kind: 'text', text: text.slice(from) });
  return pieces;
}

/** The ids of everybody a text names. */
export function mentionsIn(text: string, teammates: readonly { id: string; name: string }[]): string[] {
  return [
    ...new Set(piecesOf(text, teammates).flatMap((piece) => (piece.kind === 'mention' ? piece.teammateIds : []))),
  ];
}

function endsWord(text: string, at: number): boolean {
  return !/^[\p{L}\p{N}]/u.test(text.slice(at, at + 2));
}
