import { startBaton, type Baton } from '../support/baton';
import { eventually } from '../support/eventually';

let baton: Baton;
beforeAll(async () => {
  baton = await startBaton();
});
afterAll(() => baton.stop());

const ana = { waId: '351911111111', name: 'Ana Customer' };

test('a question is answered by the AI, a request for a person reaches one, and after the resolve the AI is back', async () => {
  const { whatsapp, mail, api } = baton;
  await whatsapp.simulate.text(ana, 'How long does delivery to Spain take?').delivered;
  const answer = await whatsapp.log.waitForAccepted(({ to }) => to === ana.waId);
  expect(answer.text).toMatch(/2 to 3 working days/);

  await whatsapp.simulate.text(ana, 'can I speak to someone?').delivered;
  const reassurance = await whatsapp.log.waitForAccepted(({ to, seq }) => to === ana.waId && seq > answer.seq);
  expect(reassurance.text).toMatch(/Olivia/);
  await eventually(() => {
    expect(mail.emails()).toHaveLength(1);
  });
  expect(mail.emails()[0]?.text).toContain('can I speak to someone?');

  const id = await eventually(async () => {
    const { body } = await api.get('/api/conversations?filter=waiting');
    expect(body.items?.[0]).toMatchObject({
      customer: { name: 'Ana Customer', phone: ana.waId },
      handler: { kind: 'teammate', reason: 'asked_for_person' },
      handoff: { steps: { assign: { state: 'done' }, email: { state: 'done' }, reassure: { state: 'done' } } },
    });
    return String(body.items?.[0]?.['id']);
  });

  expect((await api.command(id, 'messages', { text: 'Hello Ana, this is Olivia.' })).status).toBe(200);
  await whatsapp.log.waitForAccepted(({ text }) => text === '*Olivia:* Hello Ana, this is Olivia.');
  expect((await api.command(id, 'resolve', { outcome: 'sent a new lamp' })).status).toBe(200);

  await whatsapp.simulate.text(ana, 'Can I pay with PayPal?').delivered;
  const back = await whatsapp.log.waitForAccepted(({ text }) => (text ?? '').includes('PayPal'));
  expect(back.to).toBe(ana.waId);
});

test('teammates are served while more webhooks than there are connections wait for a lock', async () => {
  const { whatsapp, db, api } = baton;
  const crowd = Array.from({ length: 30 }, (_, index) => `35192${String(index).padStart(7, '0')}`);
  const holder = await db.connect();
  await holder.query('begin');
  await holder.query(
    `select pg_advisory_xact_lock(hashtextextended('wa_id:' || id, 0)) from unnest($1::text[]) as id`,
    [crowd],
  );
  const storm = crowd.map((waId) => whatsapp.simulate.text({ waId }, 'hello').delivered);
  // As many wait as will.
  await eventually(async () => {
    const { rows } = await db.query(
      `select from pg_locks where locktype = 'advisory' and not granted
        and database = (select oid from pg_database where datname = current_database())`,
    );
    expect(rows.length).toBeGreaterThan(6);
  });
  expect((await api.get('/api/conversations?filter=all')).status).toBe(200);
  await holder.query('rollback');
  holder.release();
  await Promise.all(storm);
});
