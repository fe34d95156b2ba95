import { examine } from '../../doctor/examine';

export interface Examined {
  nothingWrong: boolean;
  /** What was found, by the check's name: `✗ cannot be reached (ECONNREFUSED) → Start Postgres …`. */
  found: Record<string, string>;
}

/** What the doctor says of an installation that would be started with `env`. @throws when a secret is among it. */
export async function examined(env: Record<string, string>, withinMs?: number): Promise<Examined> {
  const lines: string[] = [];
  const nothingWrong = await examine((line) => void lines.push(line), {
    env,
    ...(withinMs === undefined ? {} : { withinMs }),
  });
  const found = lines.slice(0, -1).map((line) => {
    const [, mark = '', name = '', says = ''] = /^(\S) (.+?)  +(.+)$/.exec(line) ?? [];
    return [name, `${mark} ${says}`];
  });
  const told = lines.join('\n');
  for (const [name, value] of Object.entries(env))
    if (/TOKEN|SECRET|KEY|DATABASE_URL/.test(name) && value.length > 3 && told.includes(value))
      throw new Error(`the doctor tells ${name}`);
  return { nothingWrong, found: Object.fromEntries(found) as Record<string, string> };
}
