import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { Client } from 'pg';
import { migrate } from '../../db/migrate';
import { readChildRecords } from '../../launch/child-records';
import { startPostgres } from '../../launch/embedded-postgres';
import { openHome } from '../../launch/home';
import { createProgress } from '../../launch/progress';
import { resolveTemporalCli } from '../../launch/temporal-cli';
import { startTemporal } from '../../launch/temporal-server';

/** A Postgres and a Temporal of this test alone, which it may kill; each comes back on its port, with its data. */
export interface MortalServers {
  /** kill -9 of the server; resolves when it answers again. */
  killPostgres: () => Promise<void>;
  killTemporal: () => Promise<void>;
  /** Its own "fast shutdown", as an update of the machine does; resolves when it answers again. */
  restartPostgres: () => Promise<void>;
  /** kill -9, and back once `meanwhile` has resolved; with `forgetting` it has lost its database. */
  withoutTemporal: (meanwhile: () => Promise<void>, options?: { forgetting?: boolean }) => Promise<void>;
  stop: () => Promise<void>;
}

const TEMPLATE = 'baton_template';

/** From now on whatever this test file starts uses these servers instead of the ones all files share. */
export async function startMortalServers(): Promise<MortalServers> {
  const dir = await mkdtemp(path.join(os.tmpdir(), 'baton-test-'));
  const home = await openHome(dir);
  const progress = createProgress();
  const cliPath = process.env['TEMPORAL_CLI_PATH'];
  const cli = await resolveTemporalCli({ progress, cliPath });
  const [postgres, temporal] = await Promise.all([
    startPostgres({ home, progress, preferredPort: 0 }),
    startTemporal({ home, cli, progress, preferredPort: 0, preferredUiPort: 0 }),
  ]);
  const temporalPort = Number(new URL(`http://${temporal.address}`).port);
  await createTemplate(postgres.adminUrl);
  process.env['BATON_TEST_ADMIN_URL'] = postgres.adminUrl;
  process.env['BATON_TEST_TEMPLATE'] = TEMPLATE;
  process.env['BATON_TEST_TEMPORAL'] = temporal.address;
  process.env['BATON_TEST_TEMPORAL_UI'] = temporal.uiUrl;

  const kill = async (name: string, signal: NodeJS.Signals = 'SIGKILL') => {
    const running = readChildRecords(path.join(dir, 'children.json')).filter((record) => record.name === name);
    for (const { pid } of running) process.kill(pid, signal);
    // Until it has been noticed that it is gone: a start would count it as running.
    const isRecorded = () => readChildRecords(path.join(dir, 'children.json')).some((record) => record.name === name);
    while (isRecorded()) await new Promise((resolve) => setTimeout(resolve, 20));
  };
  const postgresAgain = async () => {
    const again = await startPostgres({ home, progress, preferredPort: postgres.port });
    if (again.port !== postgres.port) throw new Error('Postgres came back on another port');
  };
  const temporalAgain = async () => {
    const again = await insist(() =>
      startTemporal({ home, cli, progress, preferredPort: temporalPort, preferredUiPort: 0 }),
    );
    if (again.address !== temporal.address) throw new Error('Temporal came back on another port');
  };
  return {
    killPostgres: async () => {
      await kill('postgres');
      await postgresAgain();
    },
    killTemporal: async () => {
      await kill('temporal');
      await temporalAgain();
    },
    restartPostgres: async () => {
      await kill('postgres', 'SIGINT');
      await postgresAgain();
    },
    withoutTemporal: async (meanwhile, { forgetting = false } = {}) => {
      await kill('temporal');
      if (forgetting) await rm(path.join(dir, 'temporal'), { recursive: true });
      await meanwhile();
      await temporalAgain();
    },
    stop: async () => {
      await home.close();
      await rm(dir, { recursive: true, force: true });
    },
  };
}

const STARTS = 3;

/** As its supervisor would: on a machine this busy a start may take longer than a start may take. */
async function insist<Started>(start: () => Promise<Started>): Promise<Started> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await start();
    } catch (error) {
      if (attempt === STARTS) throw error;
    }
  }
}

async function createTemplate(adminUrl: string): Promise<void> {
  const admin = new Client({ connectionString: adminUrl });
  await admin.connect();
  await admin.query(`create database ${TEMPLATE}`);
  await admin.end();
  const template = new URL(adminUrl);
  template.pathname = `/${TEMPLATE}`;
  await migrate(template.toString());
}
