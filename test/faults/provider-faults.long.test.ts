import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { maybeRow, rows } from '../../db/query';
import { seededRandom } from '../../sandbox/seeded-random';
import { misclicked, outOfOrder, unheard } from '../chaos/oracles';
import { startBaton, type Baton } from '../support/baton';
import { newCustomer } from '../support/customer';
import { eventually } from '../support/eventually';
import { expectPromisesKept } from '../support/promises';
import { conversationOf } from '../support/seed';
import { breakGroups, clear, meet } from './meet-fault';
import { nameOf, PROVIDER_FAULTS, type ProviderFault } from './provider-faults';

const MESSAGES = Number(process.env['BATON_FAULT_MESSAGES'] ?? 2_000);
const SEED = Number(process.env['BATON_FAULT_SEED'] ?? 1);
/** Of the requests to each provider, and of the webhooks. */
const SHARE = 0.1;
const AT_ONCE = 6;
const SCENES_AT_ONCE = 13;
const MESSAGES_PER_CUSTOMER = 4;
const AT_REST_WITHIN_MS = 180_000;

jest.setTimeout(120_000 + AT_REST_WITHIN_MS + MESSAGES * 1_000);

let baton: Baton;
let breaking: NodeJS.Timeout;
beforeAll(async () => {
  const waits = { sendTimeout: 1_500, attemptOver: 3_000, evidence: 6_000, startWithin: 1_000 };
  baton = await startBaton({ timings: waits });
  breaking = setInterval(() => breakGroups(baton), 1_000);
});
afterAll(async () => {
  clearInterval(breaking);
  await baton.stop();
});

async function expectAllKept(clicked: readonly string[]): Promise<void> {
  await expectPromisesKept(baton, AT_REST_WITHIN_MS);
  expect(await unheard(baton)).toEqual([]);
  expect(await outOfOrder(baton)).toEqual([]);
  expect(await misclicked(baton, { replies: [...clicked] })).toEqual([]);
}

/** Says something, and resolves when it was taken care of: by a turn, a closing, or because a person has the conversation. */
async function say(waId: string, text: string): Promise<void> {
  const { delivered, id } = baton.whatsapp.simulate.text({ waId }, text);
  await delivered;
  await eventually(async () => {
    const message = await maybeRow(
      baton.db,
      z.object({ isCared: z.boolean() }),
      `select m.settled_at is not null or not m.needs_answer or c.handler = 'teammate' as "isCared"
        from message m join conversation c on c.id = m.conversation_id where m.wa_message_id = $1`,
      [id],
    );
    expect(message?.isCared).toBe(true);
  }, AT_REST_WITHIN_MS);
}

async function reply(waId: string, clientId: string): Promise<void> {
  const id = await conversationOf(baton.db, waId);
  expect((await baton.api.command(id, 'messages', { clientId, text: 'A person here.' })).status).toBe(200);
}

/** An answer, a reassurance with its mail, and a person's reply meet one fault; nobody else does. */
async function meetAlone(fault: ProviderFault): Promise<{ name: string; waIds: string[]; clientId: string }> {
  const [asks, wants, speaks] = [newCustomer(), newCustomer(), newCustomer()];
  const waIds = [asks, wants, speaks].map(({ waId }) => waId);
  const clientId = randomUUID();
  await say(speaks.waId, 'can I speak to someone?');
  for (const waId of waIds) meet(baton, fault, { times: 1, contains: waId });
  await Promise.all([
    say(asks.waId, 'How long does delivery to Spain take?'),
    // The mail quotes it, which is how the fault knows it.
    say(wants.waId, `can I speak to someone? My number is ${wants.waId}`),
    reply(speaks.waId, clientId),
  ]);
  return { name: nameOf(fault), waIds, clientId };
}

/** `reply delivered, reassurance delivered, email done`: what became of what a fault met. */
async function whatBecame(waIds: readonly string[]): Promise<string> {
  const found = await rows(
    baton.db,
    z.object({ became: z.string() }),
    `with mine as (select c.id from conversation c join customer_identity i on i.customer_id = c.customer_id where i.value = any($1))
      select concat_ws(' ', m.author, m.purpose, m.state) as became from message m join mine on mine.id = m.conversation_id
        where m.author <> 'customer'
      union all select concat_ws(' ', s.kind, s.state, s.error) from handoff_step s join handoff h on h.id = s.handoff_id
        join mine on mine.id = h.conversation_id where s.kind = 'email'
      order by 1`,
    [waIds],
  );
  const counted = new Map<string, number>();
  for (const { became } of found) counted.set(became, (counted.get(became) ?? 0) + 1);
  return [...counted].map(([became, times]) => (times === 1 ? became : `${times} ${became}`)).join(', ');
}

test.each(['whatsapp', 'resend', 'webhook'] as const)(
  'I1-I8: every fault of the %s stand-in, each alone, met by an answer, a reassurance, a handoff mail and a reply',
  async (at) => {
    const faults = PROVIDER_FAULTS.filter((fault) => fault.at === at);
    for (let first = 0; first < faults.length; first += SCENES_AT_ONCE) {
      const met = await Promise.all(faults.slice(first, first + SCENES_AT_ONCE).map(meetAlone));
      await expectAllKept(met.map(({ clientId }) => clientId));
      clear(baton);
      for (const { name, waIds } of met) process.stdout.write(`  ${name.padEnd(45)} ${await whatBecame(waIds)}\n`);
    }
  },
);

const SAYINGS = [
  'hello',
  'how long does delivery take?',
  'how do I return a lamp?',
  'my lamp flickers',
  'Can I pay with PayPal?',
];

test(`I1-I8: with a tenth of all requests and webhooks failing at random, every promise about ${MESSAGES} messages is kept (seed ${SEED})`, async () => {
  for (const at of ['whatsapp', 'resend', 'webhook'] as const) {
    const faults = PROVIDER_FAULTS.filter((fault) => fault.at === at);
    for (const fault of faults) meet(baton, fault, { probability: SHARE / faults.length });
  }
  baton.whatsapp.faults.seed(SEED);
  baton.mail.faults.seed(SEED + 1);
  baton.whatsapp.webhookFaults.seed(SEED + 2);
  const clicked: string[] = [];
  let written = 0;
  const row = async (_: unknown, index: number) => {
    const random = seededRandom(SEED * 1_000 + index);
    while (written < MESSAGES) {
      const { waId } = newCustomer();
      for (let said = 0; said < MESSAGES_PER_CUSTOMER && written < MESSAGES; said++) {
        written++;
        const wantsPerson = random() < 0.05;
        await say(
          waId,
          wantsPerson ? 'can I speak to someone?' : (SAYINGS[Math.floor(random() * SAYINGS.length)] ?? 'hello'),
        );
        if (!wantsPerson) continue;
        const clientId = randomUUID();
        clicked.push(clientId);
        await reply(waId, clientId);
      }
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, row));
  clear(baton);
  await expectAllKept(clicked);
  const became = await rows(
    baton.db,
    z.object({ reason: z.string(), n: z.number() }),
    'select reason, count(*) as n from handoff group by 1 order by 1',
  );
  process.stdout.write(`  ${written} messages; handoffs: ${JSON.stringify(became)}\n`);
});
