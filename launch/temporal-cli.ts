import { execFile } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import { buildTemporalCli } from './build-temporal-cli';
import { downloadTemporalCli } from './download-temporal-cli';
import { findOnPath } from './find-on-path';
import { LaunchError } from './launch-error';
import { tryLock } from './process-lock';
import type { Progress } from './progress';

/** A Temporal CLI, which contains the dev server. */
export interface TemporalCli {
  path: string;
  /** For example `1.8.2`. */
  version: string;
  source: 'TEMPORAL_CLI_PATH' | 'PATH' | 'cache' | 'download' | 'build';
}

/** The version that is downloaded or built; tools/temporal/go.mod names the same. */
export const TEMPORAL_CLI_VERSION = '1.8.2';

/** Series of the server inside that version: a `temporal` on PATH is used only when its server is of this series. */
export const TEMPORAL_SERVER_SERIES = '1.31.';

/** Where to look; whatever is left out has the default a person would expect. */
export interface TemporalCliOptions {
  progress: Progress;
  /** The value of TEMPORAL_CLI_PATH. */
  cliPath?: string | undefined;
  /** Instead of the process's own PATH. */
  searchPath?: string | undefined;
  /** Where a downloaded or built CLI is kept; `~/.cache/baton`, outside the checkout, so that a second clone finds it. */
  cacheDir?: string | undefined;
  /** Instead of Temporal's download site. */
  downloadUrl?: string | undefined;
}

/**
 * Finds a Temporal CLI, or gets one: TEMPORAL_CLI_PATH, `temporal` on PATH, our cache, a download, a build with Go.
 * @throws naming the ways out when none of them works.
 */
export async function resolveTemporalCli(options: TemporalCliOptions): Promise<TemporalCli> {
  const { progress, cliPath, searchPath, cacheDir = path.join(homedir(), '.cache', 'baton') } = options;
  if (cliPath !== undefined && cliPath !== '') {
    const found = await versionOf(cliPath);
    if (!found) throw new LaunchError('program_missing', `TEMPORAL_CLI_PATH does not name a Temporal CLI: ${cliPath}`);
    return { path: cliPath, version: found.cli, source: 'TEMPORAL_CLI_PATH' };
  }
  const onPath = await findOnPath(['temporal'], searchPath);
  if (onPath !== null) {
    const found = await versionOf(onPath);
    if (found?.server.startsWith(TEMPORAL_SERVER_SERIES) === true)
      return { path: onPath, version: found.cli, source: 'PATH' };
    progress.say(
      `${onPath} is left alone: its server is ${found?.server ?? 'unknown'}, this release is made for ${TEMPORAL_SERVER_SERIES}x.`,
    );
  }
  const target = path.join(cacheDir, 'temporal', TEMPORAL_CLI_VERSION, 'temporal');
  const source = existsSync(target) ? 'cache' : await fillCache(target, options);
  return { path: target, version: TEMPORAL_CLI_VERSION, source };
}

/** Puts the CLI at `target`; of several starts at once one works and the others wait. */
async function fillCache(
  target: string,
  { progress, searchPath, downloadUrl }: TemporalCliOptions,
): Promise<'cache' | 'download' | 'build'> {
  mkdirSync(path.dirname(target), { recursive: true });
  const lock = await waitForLock(`${target}.lock`, progress);
  try {
    if (existsSync(target)) return 'cache';
    const failures: string[] = [];
    const ways = {
      download: () => downloadTemporalCli({ version: TEMPORAL_CLI_VERSION, target, progress, baseUrl: downloadUrl }),
      build: () => buildTemporalCli({ version: TEMPORAL_CLI_VERSION, target, progress, searchPath }),
    };
    for (const way of ['download', 'build'] as const) {
      try {
        await ways[way]();
        return way;
      } catch (error) {
        failures.push(`- ${way}: ${error instanceof Error ? error.message : String(error)}`);
      }
    }
    throw new LaunchError(
      'program_missing',
      `There is no Temporal server on this machine, and none could be got:\n${failures.join('\n')}\n` +
        'Ways out: install the Temporal CLI (on PATH, or named by TEMPORAL_CLI_PATH); ' +
        'install Go 1.26 or newer, so that it can be built here; or set TEMPORAL_ADDRESS to a server of yours.',
    );
  } finally {
    lock.release();
  }
}

async function waitForLock(file: string, progress: Progress) {
  for (let said = false; ; said = true) {
    const { lock, owner } = tryLock(file);
    if (lock) return lock;
    if (!said) progress.say(`Waiting for process ${owner.pid}, which is getting the Temporal CLI.`);
    await delay(250);
  }
}

/** From `temporal version 1.8.2 (Server 1.31.2, UI 2.50.1)`; null when the program says anything else. */
async function versionOf(file: string): Promise<{ cli: string; server: string } | null> {
  try {
    const { stdout } = await promisify(execFile)(file, ['--version']);
    const [, cli, server] = /temporal version (\S+) \(Server ([\d.]+)/.exec(stdout) ?? [];
    return cli === undefined || server === undefined ? null : { cli, server };
  } catch {
    return null;
  }
}
