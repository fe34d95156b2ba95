import { existsSync, mkdirSync, readFileSync, renameSync } from 'node:fs';
import path from 'node:path';
import type { Home } from './home';
import { keepUp } from './keep-up';
import { onFreePort } from './on-free-port';
import { pickPort } from './ports';
import type { Progress } from './progress';
import type { TemporalCli } from './temporal-cli';
import { untilTemporalReady } from './until-temporal-ready';
import { writeAtomically } from './write-atomically';

/** A Temporal server of our own, with the namespace `default`. */
export interface EmbeddedTemporal {
  /** `127.0.0.1:port` of its gRPC. */
  readonly address: string;
  /** Where its UI is. */
  readonly uiUrl: string;
  stop(): Promise<void>;
}

/**
 * Without the first three the one history shard is read 20 times a second, so every step of a conversation waits up to
 * 50 ms, and timers under a second take a second. Eager activities and one partition save a round trip each.
 * A run continues as new at about 2,000 events: replay costs several ms per message.
 */
export const DYNAMIC_CONFIG = [
  'history.transferProcessorMaxPollRPS=1000',
  'history.timerProcessorMaxPollRPS=1000',
  'history.timerProcessorMaxTimeShift="1ms"',
  'system.enableActivityEagerExecution=true',
  'matching.numTaskqueueReadPartitions=1',
  'matching.numTaskqueueWritePartitions=1',
  'limit.historyCount.suggestContinueAsNew=2000',
];

interface TemporalOptions {
  home: Home;
  cli: TemporalCli;
  progress: Progress;
  /** 0 for any. Default 7233. */
  preferredPort?: number;
  /** 0 for any. Default 8233. */
  preferredUiPort?: number;
  /** Started again whenever it ends by itself. */
  keptUp?: boolean;
}

/**
 * Starts Temporal's dev server on its file in `home` and waits until it answers. Listens on 127.0.0.1 only.
 * @throws with the end of its log when it does not start.
 */
export async function startTemporal(options: TemporalOptions): Promise<EmbeddedTemporal> {
  const { home, cli, progress, preferredPort = 7233, preferredUiPort = 8233, keptUp = false } = options;
  return progress.step('Temporal', async (detail) => {
    const dataDir = path.join(home.dir, 'temporal');
    setAsideOtherVersion(dataDir, cli.version, progress);
    return onFreePort(preferredPort, async (port) => {
      const uiPort = await pickPort(preferredUiPort);
      const address = `127.0.0.1:${port}`;
      const launch = async () => {
        const child = await home.children.spawn({
          name: 'temporal',
          command: cli.path,
          args: serverArguments(path.join(dataDir, 'temporal.db'), port, uiPort),
          dataDir,
          port,
          stopSignal: 'SIGTERM',
          env: { HOME: dataDir }, // a person's own Temporal profile must not decide how this server runs
        });
        await untilTemporalReady(port, child);
        return child;
      };
      const child = await launch();
      const uiUrl = `http://127.0.0.1:${uiPort}`;
      detail(`${address}, UI ${uiUrl}`);
      return { address, uiUrl, stop: keptUp ? keepUp('Temporal', child, launch, progress) : () => child.stop() };
    });
  });
}

function serverArguments(dbFile: string, port: number, uiPort: number): string[] {
  return [
    ...['server', 'start-dev', '--namespace', 'default', '--db-filename', dbFile],
    // A commit survives a killed process; power loss may cost the last ones, which Postgres' rows make up for.
    ...['--sqlite-pragma', 'journal_mode=WAL', '--sqlite-pragma', 'synchronous=NORMAL'],
    ...[
      '--ip',
      '127.0.0.1',
      '--port',
      String(port),
      '--ui-ip',
      '127.0.0.1',
      '--ui-port',
      String(uiPort),
      '--ui-disable-news-fetch',
    ],
    ...['--log-level', 'warn', '--disable-config-env', '--disable-config-file'],
    ...DYNAMIC_CONFIG.flatMap((setting) => ['--dynamic-config-value', setting]),
  ];
}

/**
 * The dev server creates its tables with the file and never migrates them, so a file is only ever opened by the version
 * that made it. Nothing is lost with it: open conversations are started again from Postgres.
 */
function setAsideOtherVersion(dataDir: string, version: string, progress: Progress): void {
  const versionFile = path.join(dataDir, 'version');
  const stored = existsSync(versionFile) ? readFileSync(versionFile, 'utf8').trim() : null;
  if (existsSync(path.join(dataDir, 'temporal.db')) && stored !== version) {
    const aside = `${dataDir}-${stored ?? 'unknown'}-${Date.now()}`;
    renameSync(dataDir, aside);
    progress.say(
      `Temporal is now ${version}, its file was made by ${stored ?? 'an unknown version'}: starting a new one, the old one is in ${aside}.`,
    );
  }
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  writeAtomically(versionFile, version);
}
