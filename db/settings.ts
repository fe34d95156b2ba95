import { z } from 'zod';
import { maybeRow, run } from './query';
import type { Queryable } from './pool';

type SettingName = 'handoff' | 'on_call' | 'decision';

const Setting = z.object({ value: z.unknown() });

/** As it was stored, or null. Whoever asks checks the value: it may be an earlier release's. */
export async function readSetting(db: Queryable, name: SettingName): Promise<z.output<typeof Setting> | null> {
  return maybeRow(db, Setting, 'select value from setting where name = $1', [name]);
}

export async function writeSetting(db: Queryable, name: SettingName, value: unknown): Promise<void> {
  await run(
    db,
    `insert into setting (name, value) values ($1, $2) on conflict (name) do update set value = $2, updated_at = now()`,
    [name, JSON.stringify(value)],
  );
}
