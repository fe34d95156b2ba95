import { conversationOf } from '../support/seed';
import { eventually } from '../support/eventually';
import { newCustomer } from '../support/customer';
import { DATABASE_FAULTS } from './database-faults';
import { startInstallation, type Installation } from './installation';
import { askAtOnce, expectServedOnce } from './served';

jest.setTimeout(400_000);

const AT_REST_WITHIN_MS = 180_000;

let installation: Installation;
beforeAll(async () => {
  installation = await startInstallation();
});
afterAll(() => installation.stop());
afterEach(() => {
  expect(installation.ownDeaths()).toBe(0);
});

test.each(DATABASE_FAULTS.map((fault) => [fault.name, fault] as const))(
  'I1, I2, I5: with Postgres %s nothing is accepted that is not kept, and what was under way is finished when it serves again',
  async (_name, { begin, isSeenByReadiness }) => {
    const { baton, api } = installation;
    const { whatsapp } = baton;
    const known = newCustomer();
    await whatsapp.simulate.text(known, 'can I speak to someone?').delivered;
    const id = await conversationOf(baton.db, known.waId);
    const underWay = await askAtOnce(baton, 30);
    const end = await begin(installation);
    const before = whatsapp.log.entries().length;
    const asked = askAtOnce(baton, 30);
    await whatsapp.log.waitFor(
      (entry) => entry.kind === 'webhook' && entry.seq > before && entry.status === 503,
      60_000,
    );
    const refused = await api.command(id, 'messages', { text: 'A person here.' });
    expect(refused).toMatchObject({ status: 503, body: { code: 'unavailable' } });
    if (isSeenByReadiness) expect((await api.get('/readyz')).status).toBe(503);
    await end();
    const { handedOff } = await expectServedOnce(baton, [...underWay, ...(await asked)], AT_REST_WITHIN_MS);
    // Null where nobody waited for the answer any longer.
    const answered = whatsapp.log.webhooks().flatMap(({ seq, status }) => (seq > before ? [status] : []));
    expect([...new Set(answered)].filter((status) => status !== null && status !== 200)).toEqual([503]);
    await eventually(async () => {
      expect((await api.command(id, 'messages', { text: 'A person here.' })).status).toBe(200);
    });
    await expectServedOnce(baton, [], AT_REST_WITHIN_MS);
    process.stdout.write(`  a person was called for ${handedOff} of 60\n`);
  },
);

test('I1, I2, I5: with Postgres restarted twice among questions, each is settled once', async () => {
  const { baton, servers } = installation;
  const asked: string[] = [];
  for (let restart = 1; restart <= 2; restart++) {
    const before = baton.whatsapp.log.entries().length;
    const asking = askAtOnce(baton, 40);
    await baton.whatsapp.log.waitForAccepted(({ seq }) => seq > before, AT_REST_WITHIN_MS);
    await servers.restartPostgres();
    asked.push(...(await asking));
  }
  const { handedOff } = await expectServedOnce(baton, asked, AT_REST_WITHIN_MS);
  process.stdout.write(`  a person was called for ${handedOff} of 80\n`);
});
