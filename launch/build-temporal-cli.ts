import path from 'node:path';
import { buildWithGo } from './go-build';
import type { Progress } from './progress';

interface BuildOptions {
  version: string;
  /** Where the program goes; appears there whole or not at all. */
  target: string;
  progress: Progress;
  /** Instead of the process's own PATH, to look for Go. */
  searchPath?: string | undefined;
}

/**
 * Builds the Temporal CLI from the Go module proxy with the module in tools/temporal.
 * @throws when Go is missing or the build fails.
 */
export async function buildTemporalCli({ version, target, progress, searchPath }: BuildOptions): Promise<void> {
  progress.say(
    `Building the Temporal server ${version} with Go: takes 4-7 minutes, once. It is kept in ${path.dirname(target)}.`,
  );
  await progress.step('Temporal CLI', async (detail) => {
    const set = [`github.com/temporalio/cli/internal/temporalcli.Version=${version}`];
    await buildWithGo({ package: 'github.com/temporalio/cli/cmd/temporal', target, set }, searchPath);
    detail(`${version}, built`);
  });
}
