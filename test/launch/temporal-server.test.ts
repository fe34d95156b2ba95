import { readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { readChildRecords } from '../../launch/child-records';
import type { Home } from '../../launch/home';
import { createProgress } from '../../launch/progress';
import { resolveTemporalCli, type TemporalCli } from '../../launch/temporal-cli';
import { startTemporal, type EmbeddedTemporal } from '../../launch/temporal-server';
import { eventually } from '../support/eventually';
import { LOOPBACK, listeningAddresses } from './listening-addresses';
import { temporaryHome } from './temporary-folder';

const lines: string[] = [];
const progress = createProgress({ write: (text) => lines.push(text) });
const anyPort = { preferredPort: 0, preferredUiPort: 0 };
let cli: TemporalCli;

beforeAll(async () => {
  cli = await resolveTemporalCli({ progress, cliPath: process.env['TEMPORAL_CLI_PATH'] });
});

async function ask<T>({ address }: EmbeddedTemporal, question: (client: Client) => Promise<T>): Promise<T> {
  const connection = await Connection.connect({ address });
  try {
    return await question(new Client({ connection }));
  } finally {
    await connection.close();
  }
}

const startConversation = (client: Client) =>
  client.workflow.start('conversation', { taskQueue: 'q', workflowId: 'conversation:1', args: [] });
const describeConversation = (client: Client) => client.workflow.getHandle('conversation:1').describe();
const retentionOf = async (client: Client) => {
  const { config } = await client.workflowService.describeNamespace({ namespace: 'default' });
  return Number(config?.workflowExecutionRetentionTtl?.seconds);
};

const serverPid = (home: Home) => readChildRecords(path.join(home.dir, 'children.json'))[0]?.pid ?? 0;

test('open conversations and 30 days of retention are still there after a restart', async () => {
  const home = await temporaryHome();
  const first = await startTemporal({ home, cli, progress, ...anyPort });
  await ask(first, startConversation);
  expect(await ask(first, retentionOf)).toBe(30 * 24 * 60 * 60);
  await first.stop();

  const second = await startTemporal({ home, cli, progress, ...anyPort });

  expect((await ask(second, describeConversation)).status.name).toBe('RUNNING');
  expect(await ask(second, retentionOf)).toBe(30 * 24 * 60 * 60);
});

test('a file made by another version is set aside and said, never opened', async () => {
  const home = await temporaryHome();
  await (await startTemporal({ home, cli, progress, ...anyPort })).stop();
  writeFileSync(path.join(home.dir, 'temporal', 'version'), '1.5.1');

  await startTemporal({ home, cli, progress, ...anyPort });

  expect(lines.join('')).toContain('its file was made by 1.5.1');
  expect(readdirSync(home.dir).filter((name) => name.startsWith('temporal-1.5.1-'))).toHaveLength(1);
});

test('two homes run at once, and both listen on loopback only', async () => {
  const homes = [await temporaryHome(), await temporaryHome()];
  const servers = await Promise.all(homes.map((home) => startTemporal({ home, cli, progress, ...anyPort })));

  expect(new Set(servers.map(({ address }) => address)).size).toBe(2);
  for (const home of homes) expect(new Set(listeningAddresses(serverPid(home)))).toEqual(new Set([LOOPBACK]));
  for (const { uiUrl } of servers) expect((await fetch(uiUrl)).status).toBe(200);
});

test('kept up, it is there again where it was after kill -9, and is gone for good once it is stopped', async () => {
  const home = await temporaryHome();
  const temporal = await startTemporal({ home, cli, progress, ...anyPort, keptUp: true });
  await ask(temporal, startConversation);
  const killed = serverPid(home);
  process.kill(killed, 'SIGKILL');

  expect(await eventually(async () => (await ask(temporal, describeConversation)).status.name)).toBe('RUNNING');
  expect(serverPid(home)).not.toBe(killed);
  expect(lines.join('')).toContain('Temporal has ended by itself and is started again');
  await temporal.stop();
  expect(serverPid(home)).toBe(0);
});
