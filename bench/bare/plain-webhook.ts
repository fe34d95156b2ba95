import path from 'node:path';
import { createDatabase } from '../installation';
import { startProcess } from '../role-process';

/** The webhook's baseline, in a process and on a database of its own. */
export async function startPlainWebhook(postgresUrl: string): Promise<{ url: string; stop: () => Promise<void> }> {
  const program = path.join(__dirname, 'webhook-main.ts');
  const plain = await startProcess(
    ['-r', 'tsx/cjs', program, await createDatabase(postgresUrl)],
    {},
    /^ready on port (\d+)$/m,
  );
  return { url: `http://127.0.0.1:${plain.ready[1] ?? ''}/webhook`, stop: plain.stop };
}
