import { spawn } from 'node:child_process';
import { renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { findOnPath } from './find-on-path';
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
 * Builds the Temporal CLI from the Go module proxy with the module in tools/temporal. `go install` refuses it, because
 * its go.mod has a `replace`; as a dependency of a module of ours, our own `replace` counts.
 * @throws when Go is missing or the build fails.
 */
export async function buildTemporalCli({ version, target, progress, searchPath }: BuildOptions): Promise<void> {
  const go = await findOnPath(['go'], searchPath);
  if (go === null) throw new Error('Go is not installed');
  progress.say(
    `Building the Temporal server ${version} with Go: takes 4-7 minutes, once. It is kept in ${path.dirname(target)}.`,
  );
  const draft = `${target}-build-${process.pid}`;
  try {
    await progress.step('Temporal CLI', async (detail) => {
      await goBuild(go, draft, version);
      renameSync(draft, target);
      detail(`${version}, built`);
    });
  } finally {
    rmSync(draft, { force: true });
  }
}

function goBuild(program: string, output: string, version: string): Promise<void> {
  const symbol = 'github.com/temporalio/cli/internal/temporalcli.Version';
  const flags = ['-mod=readonly', '-trimpath', '-ldflags', `-s -w -X ${symbol}=${version}`];
  return new Promise((resolve, reject) => {
    const go = spawn(program, ['build', ...flags, '-o', output, 'github.com/temporalio/cli/cmd/temporal'], {
      cwd: moduleDir(),
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let stderr = '';
    go.stderr.setEncoding('utf8').on('data', (chunk: string) => {
      stderr = (stderr + chunk).slice(-2_000);
    });
    go.once('error', reject);
    go.once('close', (code) => {
      if (code === 0) resolve();
      else reject(new Error(`go build failed: ${stderr.trim()}`));
    });
  });
}

/** tools/temporal, seen from launch/ and from its compiled twin dist/launch/. */
function moduleDir(): string {
  const root = path.resolve(__dirname, '..');
  return path.join(path.basename(root) === 'dist' ? path.dirname(root) : root, 'tools', 'temporal');
}
