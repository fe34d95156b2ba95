import { startBaton, type Baton } from '../support/baton';
import { newCustomer } from '../support/customer';
import { eventually } from '../support/eventually';
import { expectPromisesKept } from '../support/promises';
import { insertTeammate } from '../support/seed';
import { storedHandoffs } from '../support/stored';

let baton: Baton;
beforeAll(async () => {
  baton = await startBaton();
  const ben = await insertTeammate(baton.db, 'Ben');
  const { body: settings } = await baton.api.get('/api/settings/handoff');
  await baton.api.send('PUT', '/api/settings/handoff', { ...settings, policy: { kind: 'fixed', teammateId: ben } });
  const { rows } = await baton.db.query<{ email: string }>('select email from teammate where id = $1', [ben]);
  baton.mail.bounceAddress(rows[0]?.email ?? '');
});
afterAll(() => baton.stop());

test('I5: a bounce that comes before Resend’s answer to the send is known still goes to the next person', async () => {
  const { whatsapp, mail, db } = baton;
  mail.faults.add({ route: 'emails', fault: { kind: 'reset', when: 'after' } });
  const { waId } = newCustomer();
  await whatsapp.simulate.text({ waId }, 'can I speak to someone?').delivered;
  const { id, to } = await mail.log.waitForAccepted(() => true);
  await eventually(async () => {
    const { rows } = await db.query('select kind from early_email_event where provider_id = $1 order by kind', [id]);
    expect(rows).toContainEqual({ kind: 'undeliverable' });
  });
  await eventually(async () => {
    expect(await storedHandoffs(db, waId)).toMatchObject([{ assignee: 'Olivia' }]);
    expect((await storedHandoffs(db, waId))[0]?.steps).toEqual(
      expect.arrayContaining(['email Ben: failed', 'email Olivia: done']),
    );
  }, 20_000);
  expect(mail.log.accepted().map((acceptance) => acceptance.to)).toEqual([to, 'owner@example.com']);
  const { rows } = await db.query('select state from email where provider_id = $1', [id]);
  expect(rows).toEqual([{ state: 'bounced' }]);
  await expectPromisesKept(baton);
});
