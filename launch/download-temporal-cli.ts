import { execFile } from 'node:child_process';
import { createWriteStream, mkdtempSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import type { Progress } from './progress';

const run = promisify(execFile);

/** Longer than any connection that works takes to answer; a closed network must not delay the build behind this. */
const ANSWER_TIMEOUT_MS = 5_000;
const TRANSFER_TIMEOUT_MS = 10 * 60_000;

interface DownloadOptions {
  version: string;
  /** Where the program goes; appears there whole or not at all. */
  target: string;
  progress: Progress;
  baseUrl?: string | undefined;
}

/**
 * Downloads the Temporal CLI from Temporal's own download site.
 * @throws when the site does not answer within 5 s, or what came is not that version.
 */
export async function downloadTemporalCli(options: DownloadOptions): Promise<void> {
  const { version, target, progress, baseUrl = 'https://temporal.download' } = options;
  const arch = process.arch === 'x64' ? 'amd64' : process.arch;
  const url = `${baseUrl}/cli/archive/v${version}?platform=${process.platform}&arch=${arch}`;
  const body = await request(url);
  const draft = mkdtempSync(`${target}-download-`);
  try {
    await progress.step('Temporal CLI', async (detail) => {
      const archive = path.join(draft, 'archive.tar.gz');
      await pipeline(body, createWriteStream(archive), { signal: AbortSignal.timeout(TRANSFER_TIMEOUT_MS) });
      await run('tar', ['-xzf', archive, '-C', draft, 'temporal']);
      const program = path.join(draft, 'temporal');
      const { stdout } = await run(program, ['--version']);
      if (!stdout.includes(`version ${version} `)) throw new Error(`it is not ${version}: ${stdout.trim()}`);
      renameSync(program, target);
      detail(`${version}, downloaded`);
    });
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
}

async function request(url: string): Promise<Readable> {
  const noAnswer = new AbortController();
  const timer = setTimeout(() => noAnswer.abort(new Error('no answer within 5 s')), ANSWER_TIMEOUT_MS);
  try {
    const response = await fetch(url, { signal: noAnswer.signal });
    if (!response.ok || response.body === null) throw new Error(`${url} answered ${response.status}`);
    return Readable.fromWeb(response.body);
  } catch (error) {
    // fetch says no more than "fetch failed"; why is in the cause.
    throw error instanceof Error ? (error.cause ?? error) : error;
  } finally {
    clearTimeout(timer);
  }
}
