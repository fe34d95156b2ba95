import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Resend } from 'resend';
import { startResendStandIn } from '../../sandbox/resend/start-resend-stand-in';
import { messagesIn, startWithReceiver, stopAll, textToJames } from './whatsapp-fixture';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sandbox-'));
});
afterEach(async () => {
  await stopAll();
  await rm(folder, { recursive: true });
});

test('chats, media and undelivered messages survive a restart', async () => {
  const before = await startWithReceiver({
    stateDir: folder,
    webhookUrl: 'http://127.0.0.1:9/nobody',
    timings: { webhookRetryMs: [60_000] },
  });
  const { id } = before.whatsApp.simulate.text({ id: 'ana' }, 'still here?');
  await before.graph.send(textToJames('stored'));
  await before.whatsApp.log.waitFor((entry) => entry.kind === 'webhook' && entry.event === 'message');
  await before.whatsApp.stop();

  const after = await startWithReceiver({ stateDir: folder });
  await after.whatsApp.log.waitFor(
    (entry) => entry.kind === 'webhook' && entry.event === 'message' && entry.status === 200,
  );
  expect(after.receiver.received.flatMap(({ raw }) => messagesIn(raw)).map((message) => message.id)).toEqual([id]);
  expect(after.whatsApp.simulate.chat({ id: 'ana' })).toMatchObject([{ id, state: 'delivered' }]);
  expect(after.whatsApp.simulate.chat({ id: 'james' })).toMatchObject([{ content: { text: { body: 'stored' } } }]);
});

test('what anybody has answered is kept already: a kill loses none of it', async () => {
  const { whatsApp } = await startWithReceiver({ stateDir: folder });
  const { id } = whatsApp.simulate.text({ id: 'ana' }, 'still here?');
  await whatsApp.log.waitFor((entry) => entry.kind === 'webhook' && entry.event === 'message');
  expect(await readFile(join(folder, 'phones.json'), 'utf8')).toContain(id);
});

test('the log file holds every arrival and acceptance, one JSON line each', async () => {
  const logFile = join(folder, 'log.jsonl');
  const { whatsApp, graph } = await startWithReceiver({ logFile });
  whatsApp.faults.add({ route: 'messages', fault: { kind: 'provider_error', code: 131000 } });
  await graph.send(textToJames('refused'));
  await graph.send(textToJames('taken'));
  const lines = (await readFile(logFile, 'utf8'))
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { kind: string; text: string });
  const seen = lines.filter(({ kind }) => kind !== 'webhook').map(({ kind, text }) => `${kind} ${text}`);
  expect(seen).toEqual(['arrival refused', 'arrival taken', 'accepted taken']);
});

test('mails and used idempotency keys survive a restart', async () => {
  const stateFile = join(folder, 'mailbox.json');
  const send = async (url: string) => {
    const { data } = await new Resend('re_test', { baseUrl: url }).emails.send(
      { from: 'a@example.com', to: 'b@example.com', subject: 'Hi', text: 'Hello' },
      { idempotencyKey: 'once' },
    );
    return data?.id;
  };
  const before = await startResendStandIn({ port: 0, apiKey: 're_test', stateFile });
  const id = await send(before.url);
  await before.stop();
  const after = await startResendStandIn({ port: 0, apiKey: 're_test', stateFile });
  try {
    expect(await send(after.url)).toBe(id);
    expect(after.emails()).toHaveLength(1);
    expect(after.log.accepted()).toHaveLength(0);
  } finally {
    await after.stop();
  }
});
