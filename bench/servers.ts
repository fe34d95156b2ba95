import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { startPostgres } from '../launch/embedded-postgres';
import { readChildRecords } from '../launch/child-records';
import { openHome } from '../launch/home';
import type { Progress } from '../launch/progress';
import { resolveTemporalCli } from '../launch/temporal-cli';
import { startTemporal } from '../launch/temporal-server';

/** The two servers that Baton and its baselines share, in a folder of their own. */
export interface Servers {
  /** From which databases can be created. */
  postgresUrl: string;
  temporalAddress: string;
  pids: { postgres: number; temporal: number };
  stop: () => Promise<void>;
}

export async function startServers(progress: Progress): Promise<Servers> {
  const dir = await mkdtemp(path.join(os.tmpdir(), 'baton-bench-'));
  const home = await openHome(dir);
  const [postgres, temporal] = await Promise.all([
    startPostgres({ home, progress, preferredPort: 0 }),
    resolveTemporalCli({ progress }).then((cli) =>
      startTemporal({ home, cli, progress, preferredPort: 0, preferredUiPort: 0 }),
    ),
  ]);
  const records = readChildRecords(path.join(dir, 'children.json'));
  const pidOf = (name: string) => records.find((record) => record.name === name)?.pid ?? 0;
  return {
    postgresUrl: postgres.adminUrl,
    temporalAddress: temporal.address,
    pids: { postgres: pidOf('postgres'), temporal: pidOf('temporal') },
    stop: async () => {
      await home.close();
      await rm(dir, { recursive: true, force: true });
    },
  };
}
