import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import path from 'node:path';
import { promisify } from 'node:util';
import { findOnPath } from './find-on-path';
import { LaunchError } from './launch-error';
import type { Progress } from './progress';

const run = promisify(execFile);

/** Names under which distributions install it. */
const PROGRAMS = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const HEADLESS_SHELL = 'chromium-headless-shell';

export interface Browsers {
  /** The path of a whole Chromium. */
  chromium: string;
  /**
   * The same pages without a browser's own windows around them, for half of the processor time. It knows neither push nor
   * notifications. The whole Chromium where it is not installed, or where CHROMIUM_PATH names one.
   */
  headlessShell: string;
}

export interface BrowserOptions {
  progress: Progress;
  /** The value of CHROMIUM_PATH. */
  chromiumPath?: string | undefined;
  /** Instead of the process's own PATH. */
  searchPath?: string | undefined;
  /** Whether a missing browser may be fetched (Playwright's, or as root Debian's package). Default true. */
  mayInstall?: boolean;
}

/**
 * A Chromium that starts: CHROMIUM_PATH, one on PATH, Playwright's own (downloaded if need be), Debian's package.
 * @throws saying what to install, because browser tests are never skipped silently.
 */
export async function findBrowsers(options: BrowserOptions): Promise<Browsers> {
  const chromium = await findChromium(options);
  const named = options.chromiumPath ?? '';
  const headlessShell = named === '' ? await onPath([HEADLESS_SHELL], options.searchPath) : null;
  return { chromium, headlessShell: headlessShell ?? chromium };
}

async function findChromium(options: BrowserOptions): Promise<string> {
  const { chromiumPath, searchPath, mayInstall = true, progress } = options;
  if (chromiumPath !== undefined && chromiumPath !== '') {
    if (await starts(chromiumPath)) return chromiumPath;
    throw new LaunchError('program_missing', `CHROMIUM_PATH does not name a browser that starts: ${chromiumPath}`);
  }
  const found = (await onPath(PROGRAMS, searchPath)) ?? (await playwrights());
  if (found !== null) return found;
  if (mayInstall) {
    const installed = await progress.step(
      'browser',
      async () => (await downloadPlaywrights()) ?? (await installDebians(searchPath)),
    );
    if (installed !== null) return installed;
  }
  throw new LaunchError(
    'program_missing',
    'The browser tests need Chromium. Install it (Debian: apt-get install chromium), or name one in CHROMIUM_PATH.',
  );
}

async function onPath(programs: readonly string[], searchPath?: string): Promise<string | null> {
  const file = await findOnPath(programs, searchPath);
  return file !== null && (await starts(file)) ? file : null;
}

/** A downloaded browser may lack libraries of the system: only one that says its version counts. */
async function starts(file: string): Promise<boolean> {
  try {
    return (await run(file, ['--version'])).stdout.includes('Chrom');
  } catch {
    return false;
  }
}

async function playwrights(): Promise<string | null> {
  const { chromium } = await import('playwright-core');
  const file = chromium.executablePath();
  return (await starts(file)) ? file : null;
}

async function downloadPlaywrights(): Promise<string | null> {
  const cli = path.join(path.dirname(createRequire(__filename).resolve('playwright-core/package.json')), 'cli.js');
  // A closed network must not hold this up for the default of half a minute per mirror.
  const settings = ['PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT=5000'];
  return (await succeeds('/usr/bin/env', [...settings, process.execPath, cli, 'install', 'chromium']))
    ? playwrights()
    : null;
}

async function installDebians(searchPath?: string): Promise<string | null> {
  if (process.getuid?.() !== 0 || (await findOnPath(['apt-get'])) === null) return null;
  await succeeds('apt-get', ['update']);
  const install = [
    'DEBIAN_FRONTEND=noninteractive',
    'apt-get',
    'install',
    '--yes',
    '--no-install-recommends',
    'chromium',
  ];
  if (!(await succeeds('/usr/bin/env', install))) return null;
  // Debian has it since 12; without it everything runs in the whole Chromium.
  await succeeds('/usr/bin/env', [...install.slice(0, -1), HEADLESS_SHELL]);
  return onPath(PROGRAMS, searchPath);
}

async function succeeds(command: string, args: string[]): Promise<boolean> {
  try {
    await run(command, args, { maxBuffer: 64 * 1024 * 1024 });
    return true;
  } catch {
    return false;
  }
}
