import path from 'node:path';
import { createApiClient, type ApiClient } from '../support/api-client';
import { connectWebhooks, startBaton, type Baton } from '../support/baton';
import { newCustomer } from '../support/customer';
import { eventually } from '../support/eventually';
import { expectPromisesKept } from '../support/promises';
import { conversationOf } from '../support/seed';
import { spawnRole, type SpawnedRole } from '../support/spawn-role';
import { storedHandoffs, storedMessages } from '../support/stored';
import { askAtOnce, expectServedOnce } from './served';

jest.setTimeout(240_000);

/** Resend's webhooks are refused from five minutes on, as its signatures ask: less than that is promised. */
const SHIFT_MS = 4 * 60_000;
const AT_REST_WITHIN_MS = 120_000;

/** A role whose wall clock is wrong. */
function at(shiftMs: number): Record<string, string> {
  const preloaded = `--require tsx/cjs --require ${path.join(__dirname, 'shift-clock-main.ts')}`;
  return { NODE_OPTIONS: preloaded, BATON_TEST_CLOCK_SHIFT_MS: String(shiftMs) };
}

let baton: Baton;
let roles: SpawnedRole[];
let api: ApiClient;
beforeAll(async () => {
  baton = await startBaton({ roles: 'none', timings: { startWithin: 1_000 } });
  roles = await Promise.all([
    spawnRole(baton, 'api', at(-SHIFT_MS)),
    spawnRole(baton, 'worker', at(SHIFT_MS)),
    spawnRole(baton, 'worker', at(-SHIFT_MS)),
  ]);
  const url = `http://127.0.0.1:${roles[0]?.port ?? 0}`;
  connectWebhooks(baton.whatsapp, baton.mail, url);
  api = createApiClient(url, baton.config.apiKey ?? '');
});
afterAll(async () => {
  for (const role of roles) await role.kill();
  await baton.stop();
});

test('I1, I2, I6: with clocks eight minutes apart every question is answered once', async () => {
  const asked = await askAtOnce(baton, 20);
  await expectServedOnce(baton, asked, AT_REST_WITHIN_MS);
});

test('I4, I6: with clocks eight minutes apart a handoff is whole, and the history is in the order in which it happened', async () => {
  const { db, whatsapp } = baton;
  const ana = newCustomer();
  const heard = (words: string) =>
    whatsapp.log.waitForAccepted(({ to, text }) => to === ana.waId && (text ?? '').includes(words), AT_REST_WITHIN_MS);
  await whatsapp.simulate.text(ana, 'Can I pay with PayPal?').delivered;
  await heard('PayPal');
  await whatsapp.simulate.text(ana, 'can I speak to someone?').delivered;
  await eventually(async () => {
    expect(await storedHandoffs(db, ana.waId)).toMatchObject([
      { steps: ['assign Olivia: done', 'email Olivia: done', 'reassure: done'] },
    ]);
  }, AT_REST_WITHIN_MS);
  const id = await conversationOf(db, ana.waId);
  expect((await api.command(id, 'messages', { text: 'A person here.' })).status).toBe(200);
  await heard('A person here.');
  expect((await api.command(id, 'resolve', { outcome: 'answered' })).status).toBe(200);
  await whatsapp.simulate.text(ana, 'How long does delivery to Spain take?').delivered;
  await eventually(async () => {
    expect((await storedMessages(db, ana.waId)).at(-1)).toMatchObject({
      author: 'ai',
      purpose: 'reply',
      state: expect.stringMatching(/^(sent|delivered|read)$/) as string,
    });
  }, AT_REST_WITHIN_MS);
  const shown = (await api.get(`/api/conversations/${id}/messages`)).body.items ?? [];
  const stored = await storedMessages(db, ana.waId);
  expect(shown.map((message) => message['id'])).toEqual(stored.map((message) => message.id));
  await expectPromisesKept(baton, AT_REST_WITHIN_MS);
});
