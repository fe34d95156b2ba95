import { startBaton, type Baton } from '../support/baton';
import { newCustomer } from '../support/customer';
import { eventually } from '../support/eventually';
import { expectPromisesKept } from '../support/promises';
import { insertTeammate, conversationOf } from '../support/seed';
import { storedHandoffs } from '../support/stored';

let baton: Baton;
let ben: { id: string; email: string };
let carla: { id: string; email: string };
beforeAll(async () => {
  baton = await startBaton();
  [ben, carla] = await Promise.all([teammate('Ben'), teammate('Carla')]);
  const { body: settings } = await baton.api.get('/api/settings/handoff');
  await baton.api.send('PUT', '/api/settings/handoff', { ...settings, policy: { kind: 'fixed', teammateId: ben.id } });
  await baton.api.send('PUT', '/api/on-call', { teammateId: carla.id });
});
afterEach(async () => {
  baton.mail.faults.clear();
  await expectPromisesKept(baton);
});
afterAll(() => baton.stop());

async function teammate(name: string): Promise<{ id: string; email: string }> {
  const id = await insertTeammate(baton.db, name);
  const { rows } = await baton.db.query<{ email: string }>('select email from teammate where id = $1', [id]);
  return { id, email: rows[0]?.email ?? '' };
}

/** A customer who asked for a person and has been told that one will answer. */
async function handedOff(): Promise<{ waId: string; conversationId: string; handoffId: string }> {
  const { db, whatsapp } = baton;
  const { waId } = newCustomer();
  await whatsapp.simulate.text({ waId }, 'can I speak to someone?').delivered;
  await whatsapp.log.waitForAccepted(({ to }) => to === waId);
  const [handoff] = await storedHandoffs(db, waId);
  return { waId, conversationId: await conversationOf(db, waId), handoffId: handoff?.id ?? '' };
}

const steps = async (waId: string) => (await storedHandoffs(baton.db, waId))[0];

test('I4: Resend fails, and asks for patience twice: one mail in the end, every attempt with the same key and the same bytes', async () => {
  const { mail } = baton;
  const headers = { 'retry-after': '1' };
  const broken = mail.faults.add({
    route: 'emails',
    fault: { kind: 'provider_error', code: 'internal_server_error', headers },
  });
  const busy = mail.faults.add({
    route: 'emails',
    fault: { kind: 'provider_error', code: 'rate_limit_exceeded', headers },
    times: 2,
  });
  const { handoffId } = await handedOff();
  await mail.log.waitForAccepted(({ key }) => key?.includes(handoffId) === true, 20_000);
  const attempts = mail.log.arrivals('emails').filter(({ key }) => key?.includes(handoffId));
  expect([broken.hits(), busy.hits()]).toEqual([1, 2]);
  expect(attempts).toHaveLength(4);
  expect(new Set(attempts.map(({ key }) => key)).size).toBe(1);
  expect(new Set(attempts.map(({ rawBody }) => rawBody)).size).toBe(1);
});

test('I4: an answer of Resend that is lost does not make a second mail', async () => {
  const { mail } = baton;
  mail.faults.add({ route: 'emails', fault: { kind: 'reset', when: 'after' } });
  const { waId, handoffId } = await handedOff();
  await eventually(async () => {
    expect((await steps(waId))?.steps).toContain('email Ben: done');
  }, 20_000);
  expect(mail.log.arrivals('emails').filter(({ key }) => key?.includes(handoffId))).toHaveLength(2);
  expect(mail.log.accepted().filter(({ key }) => key?.includes(handoffId))).toHaveLength(1);
});

test('I5: a mail that is refused goes to who is on call, then to the owner, and the customer is reassured once', async () => {
  const { mail, whatsapp } = baton;
  for (const { email } of [ben, carla])
    mail.faults.add({ route: 'emails', to: email, fault: { kind: 'provider_error', code: 'validation_error' } });
  const { waId, handoffId } = await handedOff();
  await eventually(async () => {
    expect(await steps(waId)).toMatchObject({ assignee: 'Olivia' });
    expect((await steps(waId))?.steps.toSorted()).toEqual([
      'assign Ben: done',
      'assign Carla: done',
      'assign Olivia: done',
      'email Ben: failed',
      'email Carla: failed',
      'email Olivia: done',
      'reassure: done',
    ]);
  });
  expect(
    mail.log
      .accepted()
      .filter(({ key }) => key?.includes(handoffId))
      .map(({ to }) => to),
  ).toEqual(['owner@example.com']);
  expect(whatsapp.log.accepted().filter(({ to }) => to === waId)).toHaveLength(1);
});

test('I5: a mail that bounces goes to the next person', async () => {
  const { mail } = baton;
  mail.bounceAddress(ben.email);
  try {
    const { waId } = await handedOff();
    await eventually(async () => {
      expect(await steps(waId)).toMatchObject({ assignee: 'Carla' });
      expect((await steps(waId))?.steps).toEqual(expect.arrayContaining(['email Ben: failed', 'email Carla: done']));
    });
  } finally {
    mail.bounceAddress(ben.email, false);
  }
});

test('I5: while Resend is down the customer is reassured, and after the resolve the AI answers them', async () => {
  const { db, whatsapp, mail, api } = baton;
  const down = mail.faults.add({ route: 'emails', fault: { kind: 'reset' }, times: 'always' });
  const { waId, conversationId } = await handedOff();
  expect(whatsapp.log.accepted().find(({ to }) => to === waId)?.text).toMatch(/Ben/);
  await eventually(() => {
    expect(down.hits()).toBeGreaterThan(0);
  });
  expect((await api.command(conversationId, 'resolve', { outcome: 'done' })).status).toBe(200);
  await whatsapp.simulate.text({ waId }, 'Can I pay with PayPal?').delivered;
  await whatsapp.log.waitForAccepted(({ to, text }) => to === waId && (text ?? '').includes('PayPal'));
  expect((await storedHandoffs(db, waId))[0]?.steps).toContain('email Ben: skipped');
});

test('a mail that bounces while somebody holds the conversation moves it to nobody', async () => {
  const { mail, api } = baton;
  const { body } = await api.send('POST', '/api/api-keys', { name: 'Ben', teammateId: ben.id });
  const holders = [
    { name: 'Ben', client: api.as(String(body['key'])) },
    { name: 'Olivia', client: api },
  ];
  for (const { name, client } of holders) {
    const { waId, conversationId, handoffId } = await handedOff();
    const { id } = await mail.log.waitForAccepted(({ key }) => key?.includes(handoffId) === true);
    expect((await client.command(conversationId, 'take-over')).status).toBe(200);
    expect(mail.bounce(id)).toBe(true);
    await eventually(async () => {
      expect((await steps(waId))?.steps).toContain('email Ben: failed');
    });
    expect(await steps(waId)).toMatchObject({ assignee: name });
    expect((await steps(waId))?.steps).not.toContainEqual(expect.stringContaining('Carla'));
  }
});

test('the mail tells times where the teammate lives, and the customer is told the name they chose for customers', async () => {
  const { api, mail, whatsapp } = baton;
  await api.send('PATCH', `/api/teammates/${ben.id}`, { timeZone: 'Asia/Kolkata', publicName: 'Benji' });
  const { waId, handoffId } = await handedOff();
  await mail.log.waitForAccepted(({ key }) => key?.includes(handoffId) === true);
  const [sent] = mail
    .emails()
    .filter(({ to }) => to.includes(ben.email))
    .slice(-1);
  expect(sent?.text).toContain('GMT+5:30');
  expect(whatsapp.log.accepted().find(({ to }) => to === waId)?.text).toContain('Benji');
});
