import { readAroundMistakes } from '../config';
import { createPool } from '../db/pool';
import { taskQueueOf } from '../ring/task-queue';
import { createTemporalClient } from '../ring/temporal-client';
import { apiChecks } from './api-checks';
import { well, wrong, type Check } from './check';
import { mailChecks } from './mail-checks';
import { modelCheck } from './model-check';
import { postgresChecks } from './postgres-checks';
import { runChecks } from './run-checks';
import { temporalChecks } from './temporal-checks';
import { transcriptionCheck } from './transcription-check';
import { whatsAppChecks } from './whatsapp-checks';

const CONNECT_MS = 5_000;

interface ExamineOptions {
  /** Instead of the process's own. */
  env?: Record<string, string>;
  /** For one look; 10 s. */
  withinMs?: number;
}

/**
 * Looks at an installation from the outside, with the environment it would be started with: a line for each check, ending
 * with what to do where something is wrong. Changes nothing, prints no secret, and never hangs.
 * @returns whether nothing is wrong
 */
export async function examine(say: (line: string) => void, { env, withinMs }: ExamineOptions = {}): Promise<boolean> {
  const { config, problems } = readAroundMistakes('production', env);
  const { databaseUrl, temporal } = config;
  const db =
    databaseUrl === null
      ? null
      : createPool({ url: databaseUrl, applicationName: 'baton-doctor', max: 2, onError: () => undefined });
  const client =
    temporal.address === null ? null : createTemporalClient({ ...temporal, address: temporal.address }, CONNECT_MS);
  const checks: Check[] = [
    ...configurationChecks(problems),
    ...postgresChecks(db),
    ...temporalChecks(
      client && {
        namespace: temporal.namespace,
        client: client.get,
        taskQueue: async () => {
          if (db === null) throw new Error('no database');
          return taskQueueOf(db, temporal.taskQueuePrefix);
        },
      },
    ),
    ...apiChecks(config),
    ...whatsAppChecks(config),
    ...mailChecks(config),
    modelCheck(config),
    transcriptionCheck(config),
  ];
  const nothingWrong = await runChecks(checks, say, withinMs);
  say(nothingWrong ? 'Nothing is wrong.' : 'Mend what is marked ✗, and look again.');
  return nothingWrong;
}

/** Every mistake is a line of its own, because each is mended alone. */
function configurationChecks(problems: readonly string[]): Check[] {
  const name = 'Configuration';
  if (problems.length === 0) return [{ name, look: () => Promise.resolve(well('whole')) }];
  return problems.map((problem) => ({
    name,
    look: () => Promise.resolve(wrong(problem, 'Set it in the environment, or in .env beside the compose file.')),
  }));
}
