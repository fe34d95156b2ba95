import { spawn } from 'node:child_process';
import { renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { findOnPath } from './find-on-path';

interface GoProgram {
  /** Of the module in tools/temporal, whose go.sum says what is taken. */
  package: string;
  /** Where the program goes; appears there whole or not at all. */
  target: string;
  /** Variables set while linking, as `package.Name=value`. */
  set?: readonly string[];
}

/**
 * Builds a program from the Go module proxy. `go install` refuses the Temporal CLI, because its go.mod has a `replace`; as a
 * dependency of a module of ours, our own `replace` counts.
 * @throws when Go is missing or the build fails.
 */
export async function buildWithGo(program: GoProgram, searchPath: string | undefined): Promise<void> {
  const go = await findOnPath(['go'], searchPath);
  if (go === null) throw new Error('Go is not installed');
  const draft = `${program.target}-build-${process.pid}`;
  try {
    await build(go, draft, program);
    renameSync(draft, program.target);
  } finally {
    rmSync(draft, { force: true });
  }
}

function build(go: string, output: string, { package: name, set = [] }: GoProgram): Promise<void> {
  const linked = ['-s', '-w', ...set.flatMap((each) => ['-X', each])].join(' ');
  const args = ['build', '-mod=readonly', '-trimpath', '-ldflags', linked, '-o', output, name];
  return new Promise((resolve, reject) => {
    const child = spawn(go, args, { cwd: moduleDir(), stdio: ['ignore', 'ignore', 'pipe'] });
    let stderr = '';
    child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
      stderr = (stderr + chunk).slice(-2_000);
    });
    child.once('error', reject);
    child.once('close', (code) => {
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
