import { execFile } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import type { Home } from './home';
import { pickPort } from './ports';
import type { TemporalCli } from './temporal-cli';
import type { TemporalServerPrograms } from './temporal-server-programs';
import { untilTemporalReady } from './until-temporal-ready';

/** `deploy/` of the checkout: what docker-compose.yml mounts into its containers. */
const DEPLOY = path.resolve(__dirname, '..', 'deploy');

/** Each takes two: one for calls, one by which the services find each other. */
const SERVICES = ['FRONTEND', 'HISTORY', 'MATCHING', 'WORKER'];

/** Where a system keeps psql. */
const PROGRAMS = '/usr/local/bin:/usr/bin:/bin:/opt/homebrew/bin';

interface Options {
  home: Home;
  programs: TemporalServerPrograms;
  cli: TemporalCli;
  /** Of a superuser, with the password. */
  adminUrl: string;
}

/**
 * Starts Temporal as docker-compose.yml does, as processes: the databases, the tables and the namespace by the same scripts,
 * the server with the same dynamic configuration. Listens on 127.0.0.1 only. It needs `psql`.
 * @throws with the words of what fails.
 */
export async function startTemporalOnPostgres({ home, programs, cli, adminUrl }: Options) {
  const { hostname, port, username, password } = new URL(adminUrl);
  const own = { POSTGRES_SEEDS: hostname, DB_PORT: port, POSTGRES_USER: 'temporal' };
  const secret = 'temporal';
  await script('postgres/create-databases.sh', {
    ...{ PGHOST: hostname, PGPORT: port, PGPASSWORD: password, POSTGRES_USER: username },
    ...{ BATON_DB_PASSWORD: secret, TEMPORAL_DB_PASSWORD: secret },
  });
  await script('temporal/set-up-schema.sh', { ...own, SQL_PASSWORD: secret, TEMPORAL_SQL_TOOL: programs.sqlTool });
  const [frontend = 0, ...others] = await distinctPorts(2 * SERVICES.length + 1);
  const address = `127.0.0.1:${frontend}`;
  const dataDir = path.join(home.dir, 'temporal-on-postgres');
  mkdirSync(dataDir, { recursive: true });
  const child = await home.children.spawn({
    name: 'temporal-on-postgres',
    command: programs.server,
    args: ['--root', dataDir, 'start'],
    dataDir,
    port: frontend,
    stopSignal: 'SIGTERM',
    env: {
      ...own,
      ...{ DB: 'postgres12_pgx', POSTGRES_PWD: secret, BIND_ON_IP: '127.0.0.1', NUM_HISTORY_SHARDS: '16' },
      ...{ DYNAMIC_CONFIG_FILE_PATH: path.join(DEPLOY, 'temporal/dynamic-config.yaml'), LOG_LEVEL: 'error' },
      ...ports(frontend, others),
    },
  });
  await script('temporal/create-namespace.sh', {
    ...{ TEMPORAL_ADDRESS: address, TEMPORAL_NAMESPACE: 'default', TEMPORAL_CLI: cli.path, HOME: dataDir },
  });
  await untilTemporalReady(frontend, child);
  return { address, stop: () => child.stop() };
}

function ports(frontend: number, others: readonly number[]): Record<string, string> {
  const more = SERVICES.flatMap((name) => [`${name}_GRPC_PORT`, `${name}_MEMBERSHIP_PORT`]).slice(1);
  const named = ['FRONTEND_HTTP_PORT', ...more].map((name, index) => [name, String(others[index])]);
  return { FRONTEND_GRPC_PORT: String(frontend), ...(Object.fromEntries(named) as Record<string, string>) };
}

/** Below 32768: the server keeps the ports by which its services find each other in a `smallint`. */
async function distinctPorts(count: number): Promise<number[]> {
  const found: number[] = [];
  for (let port = randomInt(20_000, 30_000); found.length < count; port++)
    if ((await pickPort(port)) === port) found.push(port);
  return found;
}

async function script(name: string, env: Record<string, string>): Promise<void> {
  await promisify(execFile)('/bin/sh', [path.join(DEPLOY, name)], { env: { PATH: PROGRAMS, ...env } });
}
