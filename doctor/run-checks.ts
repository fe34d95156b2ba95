import { wrong, type Check, type Finding } from './check';

const MARKS = { well: '✓', weak: '!', wrong: '✗' } as const;

/**
 * Looks at everything at once, each look for `withinMs` at most, and says a line for each in the order of the list; what
 * fails keeps nobody from being looked at.
 * @returns whether nothing is wrong
 */
export async function runChecks(
  checks: readonly Check[],
  say: (line: string) => void,
  withinMs = 10_000,
): Promise<boolean> {
  const width = Math.max(...checks.map(({ name }) => name.length));
  const looking = checks.map((check) => lookWithin(check, withinMs));
  let nothingWrong = true;
  for (const [index, { name }] of checks.entries()) {
    const finding = await looking[index];
    if (finding === undefined) continue;
    nothingWrong &&= finding.kind !== 'wrong';
    const advice = finding.kind === 'well' ? '' : ` → ${finding.advice}`;
    say(`${MARKS[finding.kind]} ${name.padEnd(width)}  ${finding.says}${advice}`);
  }
  return nothingWrong;
}

async function lookWithin({ look }: Check, withinMs: number): Promise<Finding> {
  const giveUp = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Finding>((resolve) => {
    timer = setTimeout(() => {
      resolve(
        wrong(`no answer within ${withinMs / 1_000} s`, 'Look for what holds the connection: a firewall, a proxy.'),
      );
      giveUp.abort();
    }, withinMs);
  });
  // What an error says may hold an address with its password: only its code is told.
  const seen = look(giveUp.signal).catch((error: unknown) =>
    wrong(`could not be looked at (${codeOf(error)})`, 'Try again, and look into the log of that part.'),
  );
  return Promise.race([seen, late]).finally(() => clearTimeout(timer));
}

/** The code of a failure, or of what caused it: never its words. */
export function codeOf(error: unknown): string {
  if (typeof error !== 'object' || error === null) return 'unknown';
  if ('code' in error && (typeof error.code === 'string' || typeof error.code === 'number')) return String(error.code);
  return 'cause' in error ? codeOf(error.cause) : 'unknown';
}
