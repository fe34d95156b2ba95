import { execFile } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { LaunchError } from './launch-error';
import type { PostgresBinaries } from './postgres-binaries';
import { commandLineOf } from './process-identity';
import type { Unprivileged } from './unprivileged';
import { writeAtomically } from './write-atomically';

const run = promisify(execFile);

interface ClusterOptions {
  binaries: PostgresBinaries;
  runAs: Unprivileged;
  dataDir: string;
  /** Of the superuser `baton`. */
  password: string;
}

/**
 * Makes `dataDir` ready for a server: creates it the first time, and clears what a killed server left.
 * @throws when it was written by another major version of Postgres, whose files this one cannot read.
 */
export async function prepareCluster(options: ClusterOptions): Promise<void> {
  const { binaries, dataDir } = options;
  if (!existsSync(dataDir)) await createCluster(options);
  await checkMajorVersion(binaries, dataDir);
  removeStalePidFile(dataDir);
}

/** Creates the data folder under another name and renames it when it is whole: a killed first start leaves no half. */
async function createCluster({ binaries, runAs, dataDir, password }: ClusterOptions): Promise<void> {
  const draft = `${dataDir}.new`;
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(draft, { mode: 0o700 });
  runAs.give(draft);
  const passwordFile = `${draft}.password`;
  writeAtomically(passwordFile, password);
  runAs.give(passwordFile);
  if (runAs.needsPassage) chmodSync(path.dirname(dataDir), 0o711); // through, but not into
  try {
    const initdb = runAs.wrap(binaries.initdb, [
      ...['--pgdata', draft, '--username', 'baton', '--pwfile', passwordFile, '--auth', 'scram-sha-256'],
      // The built-in locale sorts and folds the same way on every machine, whatever its C library.
      ...['--encoding', 'UTF8', '--locale', 'C', '--locale-provider', 'builtin', '--builtin-locale', 'C.UTF-8'],
    ]);
    await run(initdb.command, initdb.args, { ...initdb, env: { LC_ALL: 'C' } });
  } catch (error) {
    const { stderr = '', message } = error as { stderr?: string; message: string };
    const advice = runAs.needsPassage
      ? '\nPostgres cannot run as root, and this machine allows no user namespaces, so it ran as nobody. ' +
        'Start Baton as an ordinary user, or set BATON_HOME to a folder that everybody may pass through.'
      : '';
    throw new LaunchError(
      'not_started',
      `The database could not be created in ${dataDir}: ${stderr.trim() || message}${advice}`,
      { cause: error },
    );
  } finally {
    rmSync(passwordFile, { force: true });
  }
  renameSync(draft, dataDir);
}

async function checkMajorVersion(binaries: PostgresBinaries, dataDir: string): Promise<void> {
  const stored = readFileSync(path.join(dataDir, 'PG_VERSION'), 'utf8').trim();
  const { stdout } = await run(binaries.postgres, ['--version']);
  const installed = /(\d+)\./.exec(stdout)?.[1];
  if (stored === installed) return;
  throw new LaunchError(
    'not_started',
    `${dataDir} was written by Postgres ${stored}, but Postgres ${installed ?? '?'} is installed. ` +
      'Dump it with the version that wrote it, or set BATON_HOME to another folder.',
  );
}

/**
 * After a kill, postmaster.pid names a pid that may meanwhile belong to somebody else (in a container it usually does),
 * and Postgres would then refuse to start. We hold the home's lock, so only a process on this very data counts.
 */
function removeStalePidFile(dataDir: string): void {
  const file = path.join(dataDir, 'postmaster.pid');
  if (!existsSync(file)) return;
  const pid = Number(readFileSync(file, 'utf8').split('\n')[0]);
  if (!commandLineOf(pid).includes(dataDir)) rmSync(file);
}
