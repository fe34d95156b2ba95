import { existsSync, mkdirSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { buildWithGo } from './go-build';
import type { Progress } from './progress';

/** The server that runs on Postgres, and the tool that makes its tables: what production's images hold. */
export interface TemporalServerPrograms {
  server: string;
  sqlTool: string;
}

/** The version of tools/temporal/go.mod and of docker-compose.yml. */
export const TEMPORAL_SERVER_VERSION = '1.31.2';

interface Options {
  progress: Progress;
  /** Where what was built is kept; `~/.cache/baton`. */
  cacheDir?: string | undefined;
}

/**
 * Finds both in the cache or builds them with Go: a minute where the CLI was built before, else five.
 * @throws when Go is missing or the build fails.
 */
export async function resolveTemporalServer({
  progress,
  cacheDir = path.join(homedir(), '.cache', 'baton'),
}: Options): Promise<TemporalServerPrograms> {
  const folder = path.join(cacheDir, 'temporal-server', TEMPORAL_SERVER_VERSION);
  const programs = { server: path.join(folder, 'temporal-server'), sqlTool: path.join(folder, 'temporal-sql-tool') };
  if (existsSync(programs.server) && existsSync(programs.sqlTool)) return programs;
  mkdirSync(folder, { recursive: true });
  await progress.step('Temporal server', async (detail) => {
    await buildWithGo({ package: 'go.temporal.io/server/cmd/server', target: programs.server }, undefined);
    await buildWithGo({ package: 'go.temporal.io/server/cmd/tools/sql', target: programs.sqlTool }, undefined);
    detail(`${TEMPORAL_SERVER_VERSION}, built`);
  });
  return programs;
}
