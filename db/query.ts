import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Queryable } from './pool';

/** The shape of what most statements return. Shapes are made once: zod compiles each at its first use, which takes longer than many. */
export const Id = z.object({ id: z.string() });

/** A name per statement, at most the 63 characters that Postgres keeps apart. */
const names = new Map<string, string>();

/**
 * A statement that each connection parses and plans once: for most of ours that takes longer than running them. Those
 * without values (`begin`, `savepoint`) have nothing to plan.
 */
function prepared(sql: string, values: readonly unknown[]): { text: string; values: unknown[]; name?: string } {
  if (values.length === 0) return { text: sql, values: [] };
  const name = names.get(sql) ?? createHash('sha256').update(sql).digest('hex').slice(0, 32);
  names.set(sql, name);
  return { text: sql, values: [...values], name };
}

/** All rows of a statement, each checked against `schema`: a column that is not what the code expects fails here, by name. */
export async function rows<Schema extends z.ZodType>(
  db: Queryable,
  schema: Schema,
  sql: string,
  values: readonly unknown[] = [],
): Promise<z.output<Schema>[]> {
  const { rows } = await db.query<Record<string, unknown>>(prepared(sql, values));
  return rows.map((row) => schema.parse(row));
}

/** The first row, or null when there is none. */
export async function maybeRow<Schema extends z.ZodType>(
  db: Queryable,
  schema: Schema,
  sql: string,
  values: readonly unknown[] = [],
): Promise<z.output<Schema> | null> {
  const [first] = await rows(db, schema, sql, values);
  return first ?? null;
}

/** The first row of a statement that always yields one. */
export async function row<Schema extends z.ZodType>(
  db: Queryable,
  schema: Schema,
  sql: string,
  values: readonly unknown[] = [],
): Promise<z.output<Schema>> {
  const first = await maybeRow(db, schema, sql, values);
  if (first === null) throw new Error('a statement that must return a row returned none');
  return first;
}

/** Runs a statement for its effect; returns how many rows it touched. */
export async function run(db: Queryable, sql: string, values: readonly unknown[] = []): Promise<number> {
  const { rowCount } = await db.query(prepared(sql, values));
  return rowCount ?? 0;
}
