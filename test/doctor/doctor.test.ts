import { execFile } from 'node:child_process';
import path from 'node:path';
import { startResendStandIn } from '../../sandbox/resend/start-resend-stand-in';
import { startWhatsAppStandIn } from '../../sandbox/whatsapp/start-whatsapp-stand-in';
import { startBaton, type Baton } from '../support/baton';
import { eventually } from '../support/eventually';
import { BROKEN, stopAnswering } from './broken-set-ups';
import { examined } from './examined';

jest.setTimeout(120_000);

const like = (pattern: RegExp): unknown => expect.stringMatching(pattern);

let baton: Baton;
/** An installation in which all is well. */
let sound: Record<string, string>;
beforeAll(async () => {
  baton = await startBaton();
  sound = { ...baton.env, PUBLIC_URL: baton.url };
});
afterAll(async () => {
  stopAnswering();
  await baton.stop();
});

/** What the doctor finds of a sound installation of which this is different. */
async function different(change: Record<string, string>) {
  return examined({ ...sound, ...change });
}

test('of a sound installation nothing is wrong, and what is only weak is said', async () => {
  const { nothingWrong, found } = await examined(sound);
  expect(found).toEqual({
    Configuration: '✓ whole',
    Postgres: like(/^✓ version \d/),
    'Postgres takes writes': '✓ yes',
    Tables: like(/^✓ \d+ migrations$/),
    Clocks: like(/^✓ /),
    Temporal: '✓ namespace default',
    'Temporal keeps histories': '✓ for 30 days',
    'Search attributes': '✓ registered',
    Worker: like(/^✓ 1 polling test-.*-conversations$/),
    Api: like(/^! ready, by plain http/),
    'Webhook handshake': '✓ answers the challenge',
    'Webhook signatures': '✓ a wrong one is refused',
    'WhatsApp token': '✓ accepted',
    'WhatsApp number': '✓ Casa Luma, CONNECTED, quality GREEN',
    'WhatsApp events': '✓ this account sends them to an app',
    'Mail key': '✓ accepted',
    'Mail domain': '✓ example.com is verified',
    'Mail webhook': '✓ has a secret',
    Model: like(/^! none: the offline agent answers/),
    'Voice notes': like(/^! not written down: .* → Set OPENAI_API_KEY/),
  });
  expect(nothingWrong).toBe(true);
});

test.each([...BROKEN])(
  '%s is found, with what to do, and keeps nothing else from being looked at',
  async (_what, change, name, finding) => {
    const { found, nothingWrong } = await different(await change(sound));
    expect(found[name]).toMatch(finding);
    expect(nothingWrong).toBe(!Object.values(found).some((line) => line.startsWith('✗')));
    expect(Object.keys(found)).toHaveLength(20);
  },
);

test('a namespace that forgets too soon, and that no worker has prepared, is found', async () => {
  const namespace = `short-${Date.now()}`;
  await baton.temporal.workflowService.registerNamespace({
    namespace,
    workflowExecutionRetentionPeriod: { seconds: 86_400 as never },
  });
  await eventually(async () => {
    const { found } = await different({ TEMPORAL_NAMESPACE: namespace });
    expect(found).toMatchObject({
      Temporal: `✓ namespace ${namespace}`,
      'Temporal keeps histories': like(/^✗ for 1 days → temporal operator namespace update/),
      'Search attributes': like(/^✗ ConversationMode, .* not registered → Start a worker/),
      Worker: like(/^✗ nobody polls/),
    });
  }, 40_000);
});

test('a number and an account that WhatsApp holds back are found', async () => {
  const { accessToken, phoneNumberId, businessAccountId } = baton.config.whatsapp;
  const whatsapp = await startWhatsAppStandIn({
    port: 0,
    appSecret: 'app-secret',
    verifyToken: 'verify-token',
    accessToken,
    phoneNumberId,
    businessAccountId: businessAccountId ?? '',
    number: { quality: 'RED' },
    subscribed: false,
  });
  const banned = await startWhatsAppStandIn({
    port: 0,
    appSecret: 'app-secret',
    verifyToken: 'verify-token',
    accessToken,
    phoneNumberId,
    businessAccountId: '1',
    number: { status: 'BANNED' },
  });
  try {
    expect((await different({ WHATSAPP_BASE_URL: whatsapp.url })).found).toMatchObject({
      'WhatsApp number': like(/^! .* quality RED → Customers block/),
      'WhatsApp events': like(/^✗ no app is subscribed .* → Subscribe yours/),
    });
    expect((await different({ WHATSAPP_BASE_URL: banned.url })).found).toMatchObject({
      'WhatsApp number': like(/^✗ .* BANNED, .* → Register or reconnect/),
    });
  } finally {
    await whatsapp.stop();
    await banned.stop();
  }
});

test('a domain that is not verified yet, and a key that may not look, are told apart', async () => {
  const apiKey = sound['RESEND_API_KEY'] ?? '';
  const pending = await startResendStandIn({ port: 0, apiKey, domains: [{ name: 'example.com', status: 'pending' }] });
  const sending = await startResendStandIn({ port: 0, apiKey, sendingKey: true });
  try {
    expect((await different({ RESEND_BASE_URL: pending.url })).found['Mail domain']).toMatch(
      /^✗ example.com is pending → /,
    );
    expect((await different({ RESEND_BASE_URL: sending.url })).found).toMatchObject({
      'Mail key': '✓ accepted, for sending alone',
      'Mail domain': like(/^! this key may not look → See in Resend/),
    });
  } finally {
    await pending.stop();
    await sending.stop();
  }
});

test('what never answers is given up, and all else is told all the same', async () => {
  const { faults } = baton.whatsapp;
  faults.add({ route: 'phone_number', fault: { kind: 'hang' }, times: 'always' });
  try {
    const { found, nothingWrong } = await examined(sound, 2_000);
    expect(found['WhatsApp token']).toMatch(/^✗ no answer within 2 s → Look for what holds the connection/);
    expect(found).toMatchObject({ 'WhatsApp events': like(/^✓/), 'Mail key': '✓ accepted' });
    expect(nothingWrong).toBe(false);
  } finally {
    faults.clear();
  }
});

test('the command ends with 0 when nothing is wrong, else with 1, and by itself', async () => {
  const command = (change: Record<string, string>) =>
    new Promise<{ code: number | string; told: string }>((resolve) => {
      const args = [path.resolve(__dirname, '../../start.mjs'), 'doctor'];
      const base = { PATH: process.env['PATH'] ?? '', HOME: process.env['HOME'] ?? '' };
      execFile(process.execPath, args, { env: { ...base, ...sound, ...change } }, (error, told) =>
        resolve({ code: error?.code ?? 0, told }),
      );
    });
  const [well, ill] = await Promise.all([command({}), command({ TEMPORAL_ADDRESS: '127.0.0.1:1' })]);
  expect(well).toMatchObject({ code: 0, told: like(/Nothing is wrong\.\n$/) });
  expect(ill).toMatchObject({ code: 1, told: like(/Mend what is marked ✗, and look again\.\n$/) });
});
