import { findBrowsers } from './browser';
import { findPostgresBinaries } from './postgres-binaries';
import type { Progress } from './progress';
import { resolveTemporalCli } from './temporal-cli';

interface TestNeeds {
  progress: Progress;
  /** The value of TEMPORAL_CLI_PATH. */
  cliPath?: string | undefined;
  cacheDir?: string | undefined;
  /** The value of CHROMIUM_PATH. */
  chromiumPath?: string | undefined;
}

/**
 * Gets the programs that the tests run against, fetching what is missing.
 * @returns environment variables that spare the tests from looking again.
 * @throws naming what to install when one cannot be got.
 */
export async function prepareTests(needs: TestNeeds): Promise<Record<string, string>> {
  findPostgresBinaries();
  const cli = await resolveTemporalCli(needs);
  const { chromium, headlessShell } = await findBrowsers(needs);
  return { TEMPORAL_CLI_PATH: cli.path, CHROMIUM_PATH: chromium, HEADLESS_SHELL_PATH: headlessShell };
}
