import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { createPool, type Database } from '../../db/pool';
import { openHome, type Home } from '../../launch/home';
import { createApiClient } from '../support/api-client';
import { connectWebhooks, startBaton, type Baton } from '../support/baton';
import { newCustomer } from '../support/customer';
import { eventually } from '../support/eventually';
import { expectPromisesKept } from '../support/promises';
import { conversationOf } from '../support/seed';
import { spawnRole, type SpawnedRole } from '../support/spawn-role';
import { storedHandoffs, storedReplies } from '../support/stored';
import { startPostgresWithTools, type PostgresWithTools } from './postgres-tools';

jest.setTimeout(300_000);

const IN_TIME_MS = 60_000;

let home: Home;
let baton: Baton;
let postgres: PostgresWithTools;
const running: SpawnedRole[] = [];

beforeAll(async () => {
  home = await openHome(await mkdtemp(path.join(os.tmpdir(), 'baton-backup-')));
  postgres = await startPostgresWithTools(home);
  baton = await startBaton({ roles: 'none' });
});
afterAll(async () => {
  for (const role of running) await role.kill();
  await baton.stop();
  await home.close();
  await rm(home.dir, { recursive: true, force: true });
});

async function run(role: 'api' | 'worker', env: Record<string, string>): Promise<SpawnedRole> {
  const spawned = await spawnRole(baton, role, env);
  running.push(spawned);
  if (role === 'api') connectWebhooks(baton.whatsapp, baton.mail, `http://127.0.0.1:${spawned.port}`);
  return spawned;
}

function open(database: string): Database {
  const options = { applicationName: 'test', max: 2, onError: () => undefined };
  return createPool({ url: postgres.urlOf(database), ...options });
}

/** As Temporal is after its databases were lost: it knows nothing of any conversation. */
async function emptyTemporal(): Promise<string> {
  const { workflowService, connection } = baton.temporal;
  const namespace = `restored-${randomUUID()}`;
  await workflowService.registerNamespace({
    namespace,
    workflowExecutionRetentionPeriod: { seconds: 86_400 as never },
  });
  await eventually(() => connection.operatorService.listSearchAttributes({ namespace }), IN_TIME_MS);
  return namespace;
}

const answered = (waId: string) => baton.whatsapp.log.accepted().filter(({ to }) => to === waId).length;

test('a dump of Baton’s database, restored without Temporal’s, continues every conversation', async () => {
  const { whatsapp } = baton;
  const [ana, ben, cleo] = [newCustomer('Ana'), newCustomer('Ben'), newCustomer('Cleo')];
  const admin = open('postgres');
  await admin.query('create database baton');
  const before = { DATABASE_URL: postgres.urlOf('baton') };
  const first = await run('api', before);
  let db = open('baton');
  await db.query(`insert into article (title, content, language)
    values ('Delivery to Spain', 'How long does delivery to Spain take? Delivery to Spain takes three days.', 'en')`);
  const worker = await run('worker', before);
  await whatsapp.simulate.text(ana, 'How long does delivery to Spain take?').delivered;
  await whatsapp.simulate.text(ben, 'can I speak to someone?').delivered;
  await eventually(async () => {
    expect(answered(ana.waId)).toBe(1);
    expect(await storedHandoffs(db, ben.waId)).toMatchObject([{ resolved: false }]);
  }, IN_TIME_MS);
  await expectPromisesKept({ ...baton, db }, IN_TIME_MS);
  await worker.stop();
  // Accepted, and by nobody answered, when the backup is made.
  await whatsapp.simulate.text(cleo, 'How long does delivery to Spain take?').delivered;
  const file = path.join(home.dir, 'baton.dump');
  await postgres.dump('baton', file);
  await first.kill();
  await db.end();
  await admin.query('drop database baton with (force)');

  await admin.query('create database restored');
  await postgres.restore(file, 'restored');
  const after = { DATABASE_URL: postgres.urlOf('restored'), TEMPORAL_NAMESPACE: await emptyTemporal() };
  const api = await run('api', after);
  await run('worker', after);
  db = open('restored');
  const client = createApiClient(`http://127.0.0.1:${api.port}`, baton.env['API_KEY'] ?? '');

  // Cleo was answered by nobody: now by the worker's own look.
  await eventually(() => {
    expect(answered(cleo.waId)).toBe(1);
  }, IN_TIME_MS);
  // Ben's teammate writes, and hands him back.
  const id = await conversationOf(db, ben.waId);
  expect((await client.command(id, 'messages', { text: 'Olivia here.' })).status).toBe(200);
  await whatsapp.log.waitForAccepted(({ text }) => text === '*Olivia:* Olivia here.', IN_TIME_MS);
  expect((await client.command(id, 'resolve', { outcome: 'said hello' })).status).toBe(200);
  // Ana and Ben go on with the AI.
  const soFar = answered(ben.waId);
  for (const customer of [ana, ben])
    await whatsapp.simulate.text(customer, 'How long does delivery to Spain take?').delivered;
  await eventually(() => {
    expect(answered(ana.waId)).toBe(2);
    expect(answered(ben.waId)).toBe(soFar + 1);
  }, IN_TIME_MS);
  await expectPromisesKept({ ...baton, db }, IN_TIME_MS);
  expect(await storedReplies(db, cleo.waId)).toHaveLength(1);
  await Promise.all([db.end(), admin.end()]);
});
