import { readdir, rm } from 'node:fs/promises';
import { openHome } from '../launch/home';
import { startPostgres } from '../launch/embedded-postgres';
import { createProgress } from '../launch/progress';
import { resolveTemporalCli } from '../launch/temporal-cli';
import { startTemporal } from '../launch/temporal-server';
import path from 'node:path';
import type { Config } from '../config';
import type { Database } from '../db/pool';
import { findTeammateByEmail } from '../db/teammates';
import { makeSignInLink } from '../transactions/make-sign-in';
import { seedDemo } from './demo-business';
import { createLog } from './logger';
import { startProduct, madeIn, type Complete } from './product';
import { reservePort } from './reserve-port';
import { startSandbox } from './sandbox';
import { keepSecrets } from './secrets';

export interface DevOptions {
  reset: boolean;
  /** The checkout: its dist/ holds the page and the workflows. */
  root: string;
  /** Aborted when nobody waits for `ready` any more. */
  stopping: AbortSignal;
}

interface Part {
  stop: () => Promise<void>;
}

/**
 * Everything on this machine, nothing to configure: whatever the configuration lacks is embedded or stood in for. Prints
 * the addresses, then `ready`. Returns what stops it all again, the last started first.
 * @throws the reason of `stopping`, once all that was started is stopped again.
 */
export async function startDev(
  config: Config,
  { reset, root, stopping }: DevOptions,
): Promise<{ failed: Promise<never>; stop: () => Promise<void> }> {
  const progress = createProgress(process.stderr);
  const home = await openHome(config.home);
  if (reset) await emptyHome(home.dir);
  const parts: Part[] = [{ stop: () => home.close() }];
  const stop = async () => {
    for (const part of parts.reverse()) await part.stop().catch(() => undefined);
  };
  try {
    const secrets = await keepSecrets(home.dir);
    const [databaseUrl, temporal] = await Promise.all([embeddedDatabase(), embeddedTemporal()]);
    stopping.throwIfAborted();
    const port = await reservePort(config.port);
    const localUrl = `http://127.0.0.1:${port}`;
    const sandbox = await progress.step('WhatsApp and e-mail stand-ins', () =>
      startSandbox(config, { localUrl, secrets, folder: home.dir }),
    );
    parts.push(sandbox);
    const complete: Complete = {
      ...config,
      ...sandbox.config,
      port,
      host: '127.0.0.1',
      publicUrl: config.publicUrl ?? localUrl,
      databaseUrl,
      temporal: { ...config.temporal, ...temporal },
      apiKey: config.apiKey ?? secrets.apiKey,
      owner: {
        email: config.owner.email ?? 'owner@casaluma.example',
        name: config.owner.email === null ? 'Olivia Owner' : config.owner.name,
      },
    };
    await seedDemo(databaseUrl);
    const log = createLog({ level: 'info', file: path.join(home.dir, 'baton.log') });
    const product = await progress.step('worker', async () => {
      const started = await startProduct(complete, 'both', log, madeIn(path.join(root, 'dist')));
      parts.push(started);
      await started.ready;
      return started;
    });
    stopping.throwIfAborted();
    home.announce({ api: localUrl });
    say(complete, await ownersLink(product.db, complete), sandbox.pages);
    return { failed: product.failed, stop };
  } catch (error) {
    await stop();
    throw error;
  }

  async function embeddedDatabase(): Promise<string> {
    if (config.databaseUrl !== null) return config.databaseUrl;
    const postgres = await startPostgres({ home, progress, preferredPort: await reservePort(5433), keptUp: true });
    parts.push(postgres);
    return postgres.url;
  }

  async function embeddedTemporal(): Promise<{ address: string; uiUrl: string | null }> {
    const { address, uiUrl, cliPath } = config.temporal;
    if (address !== null) return { address, uiUrl };
    const cli = await resolveTemporalCli({
      progress,
      ...(cliPath === null ? {} : { cliPath }),
      ...(config.searchPath === null ? {} : { searchPath: config.searchPath }),
    });
    const server = await startTemporal({
      home,
      cli,
      progress,
      preferredPort: await reservePort(7233),
      preferredUiPort: await reservePort(8233),
      keptUp: true,
    });
    parts.push(server);
    return { address: server.address, uiUrl: server.uiUrl };
  }

  function say(complete: Complete, inbox: string, pages: { phone: string | null; mailbox: string | null }): void {
    const lines = [
      `Inbox              ${inbox}`,
      pages.phone === null ? null : `Customer's phone   ${pages.phone}`,
      pages.mailbox === null ? null : `Mailbox            ${pages.mailbox}`,
      complete.temporal.uiUrl === null ? null : `Temporal UI        ${complete.temporal.uiUrl}`,
      `API                ${complete.publicUrl}/api/docs`,
      `API key            ${complete.apiKey ?? ''}`,
      'ready',
    ];
    for (const line of lines) if (line !== null) process.stdout.write(`${line}\n`);
  }
}

/** Signs the owner in with one click, within a day; everybody else's links arrive in the mailbox. */
async function ownersLink(db: Database, { owner, publicUrl }: Complete): Promise<string> {
  const teammate = await findTeammateByEmail(db, owner.email);
  const made = teammate && (await makeSignInLink(db, { teammateId: teammate.id, publicUrl, validMinutes: 24 * 60 }));
  return made?.url ?? `${publicUrl}/sign-in`;
}

/** What must outlive a reset: the lock this start holds, and its record of processes. */
const KEPT = new Set(['lock', 'children.json']);

async function emptyHome(folder: string): Promise<void> {
  for (const name of await readdir(folder))
    if (!KEPT.has(name)) await rm(path.join(folder, name), { recursive: true, force: true });
}
