import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';

const ROOT = path.resolve(__dirname, '../..');

test('every section measures, beside a baseline, and says so in the table and as JSON', async () => {
  const dir = await mkdtemp(path.join(os.tmpdir(), 'baton-test-bench-'));
  const file = path.join(dir, 'figures.json');
  try {
    const { stdout } = await promisify(execFile)(
      process.execPath,
      ['start.mjs', 'bench', '--quick', `--json=${file}`],
      { cwd: ROOT },
    );
    const { figures } = JSON.parse(await readFile(file, 'utf8')) as { figures: { section: string; value: number }[] };
    const sections = [...new Set(figures.map(({ section }) => section))];
    expect(sections).toEqual([
      'message -> reply',
      'CPU per 1,000 messages',
      'webhook -> 200',
      'handoff',
      'scale',
      'per message',
      'inbox',
      'growth',
    ]);
    for (const { value } of figures) expect(value).toBeGreaterThan(0);
    for (const section of sections) expect(stdout).toContain(`| ${section}`);
  } finally {
    await rm(dir, { recursive: true });
  }
}, 600_000);

test('what it does not know is answered with its usage', async () => {
  const run = promisify(execFile)(process.execPath, ['start.mjs', 'bench', '--only=nothing'], { cwd: ROOT });
  await expect(run).rejects.toMatchObject({
    code: 64,
    stderr: expect.stringContaining('Usage: npm run bench') as string,
  });
}, 300_000);
