import type { z } from 'zod';
import { HttpProblem } from './http-problem';

/** Where a list goes on: the place of the last item shown, so that nothing is skipped or repeated when others arrive. */
export function encodeCursor(place: unknown): string {
  return Buffer.from(JSON.stringify(place)).toString('base64url');
}

/** The place in a cursor, or null without one. @throws `invalid_cursor` for what this list did not make. */
export function decodeCursor<Schema extends z.ZodType>(
  schema: Schema,
  cursor: string | undefined,
): z.output<Schema> | null {
  if (cursor === undefined) return null;
  const place = schema.safeParse(parse(cursor));
  if (!place.success) throw invalidCursor();
  return place.data;
}

export function invalidCursor(): HttpProblem {
  return new HttpProblem('invalid_cursor', 'Send the nextCursor of the page before, unchanged, or none.');
}

function parse(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString());
  } catch {
    return null;
  }
}

/** A page out of `limit + 1` rows: the one too many only shows that there is more. */
export function toPage<Row, Item>(
  rows: readonly Row[],
  limit: number,
  present: (row: Row) => Item,
  placeOf: (row: Row) => unknown,
): { items: Item[]; nextCursor: string | null } {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  const nextCursor = rows.length > limit && last !== undefined ? encodeCursor(placeOf(last)) : null;
  return { items: shown.map(present), nextCursor };
}
