import type { z } from 'zod';
import type { Queryable } from './pool';

/** All rows of a statement, each checked against `schema`: a column that is not what the code expects fails here, by name. */
export async function rows<Schema extends z.ZodType>(
  db: Queryable,
  schema: Schema,
  sql: string,
  values: readonly unknown[] = [],
): Promise<z.output<Schema>[]> {
  const { rows } = await db.query<Record<string, unknown>>(sql, [...values]);
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
  const { rowCount } = await db.query(sql, [...values]);
  return rowCount ?? 0;
}
