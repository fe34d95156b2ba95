import { startBaton, type Baton } from '../support/baton';
import { newCustomer } from '../support/customer';
import { eventually } from '../support/eventually';
import { startModelServer, type ModelServer } from '../support/model-server';
import { createGate } from '../../sandbox/faults/gate';
import { expectPromisesKept } from '../support/promises';
import { conversationOf } from '../support/seed';
import { storedReplies } from '../support/stored';

let model: ModelServer;
let baton: Baton;
beforeAll(async () => {
  model = await startModelServer();
  // Nothing but the end of the typing may bring the answer within the time of a test: no expiry, no sweep.
  baton = await startBaton({
    env: model.env,
    timings: { typing: 600_000, typingMost: 600_000, presence: 600_000, ringAgain: 600_000, ringStuck: 600_000 },
  });
});
afterAll(async () => {
  await baton.stop();
  await model.stop();
});

const beat = (id: string, body: Record<string, unknown>) =>
  baton.api.send('POST', `/api/conversations/${id}/presence`, { tabId: 'tab', ...body });

/** A customer whose answer waits because somebody has begun to type. */
async function heldBack(text: string): Promise<{ waId: string; id: string }> {
  const { db, whatsapp } = baton;
  const customer = newCustomer();
  const thinking = createGate();
  model.answers(async () => {
    await thinking.pass();
    return { reply: `About ${text}: yes.` };
  });
  await whatsapp.simulate.text(customer, text).delivered;
  await thinking.untilHeld(1);
  const id = await conversationOf(db, customer.waId);
  expect((await beat(id, { typing: true })).status).toBe(200);
  thinking.release();
  await eventually(async () =>
    expect((await storedReplies(db, customer.waId)).map(({ state }) => state)).toEqual(['pending']),
  );
  await eventually(async () => {
    const run = await baton.temporal.workflow.getHandle(`conversation:${id}`).fetchHistory();
    // The line has looked, and waits by a timer of its own.
    expect(
      JSON.stringify(run.events?.map(({ userMetadata }) => Buffer.from(userMetadata?.summary?.data ?? []).toString())),
    ).toContain('a teammate types');
  });
  return { waId: customer.waId, id };
}

test.each([
  ['the field is empty again', { typing: false }],
  ['the page is closed', { open: false }],
])('the AI’s answer waits while a teammate types, and goes at once when %s', async (_how, body) => {
  const { whatsapp } = baton;
  const { waId, id } = await heldBack('lamps');
  expect(whatsapp.log.accepted().filter(({ to }) => to === waId)).toEqual([]);
  await beat(id, body);
  await whatsapp.log.waitForAccepted(({ to, text }) => to === waId && (text ?? '').includes('About lamps'), 20_000);
  await expectPromisesKept(baton);
});

test('I3: what they typed is sent at once, and the answer that waited is never said', async () => {
  const { db, whatsapp, api } = baton;
  const { waId, id } = await heldBack('shades');
  expect((await api.command(id, 'messages', { text: 'I answer this one.' })).status).toBe(200);
  await whatsapp.log.waitForAccepted(({ to }) => to === waId, 20_000);
  await beat(id, { open: false });
  await expectPromisesKept(baton);
  expect(whatsapp.log.accepted().flatMap(({ to, text }) => (to === waId ? [text] : []))).toEqual([
    '*Olivia:* I answer this one.',
  ]);
  expect((await storedReplies(db, waId)).map(({ state }) => state)).toEqual(['suppressed']);
});

test('I5: a page that died in the middle of typing holds the answer back no longer than it is remembered', async () => {
  const { db, whatsapp } = baton;
  const customer = newCustomer();
  model.answers(() => ({ reply: 'Here you are.' }));
  await whatsapp.simulate.text(customer, 'first').delivered;
  await whatsapp.log.waitForAccepted(({ to }) => to === customer.waId);
  const id = await conversationOf(db, customer.waId);
  await beat(id, { typing: true });
  await db.query(`update presence set expires_at = now() + interval '2 seconds' where conversation_id = $1`, [id]);
  const before = whatsapp.log.accepted().length;
  await whatsapp.simulate.text(customer, 'second').delivered;
  await whatsapp.log.waitForAccepted(({ to, seq }) => to === customer.waId && seq > before, 20_000);
  await expectPromisesKept(baton);
});
