import { createHmac, randomUUID } from 'node:crypto';
import { clientId, RESEND_SECRET, startApi, type ApiUnderTest } from './api-under-test';
import { at, json, type Answer } from './answer';

let api: ApiUnderTest;
beforeAll(async () => void (api = await startApi()));
afterAll(() => api.stop());

interface Sent {
  secret?: string;
  id?: string;
  atMs?: number;
}

async function send(
  event: unknown,
  { secret = RESEND_SECRET, id = `msg_${randomUUID()}`, atMs = Date.now() }: Sent = {},
): Promise<Answer> {
  const body = JSON.stringify(event);
  const seconds = String(Math.floor(atMs / 1_000));
  const key = Buffer.from(secret.replace('whsec_', ''), 'base64');
  const signature = createHmac('sha256', key).update(`${id}.${seconds}.${body}`).digest('base64');
  const headers = { 'svix-id': id, 'svix-timestamp': seconds, 'svix-signature': `v1,${signature}` };
  return json(await fetch(`${api.url}/webhooks/resend`, { method: 'POST', headers, body }));
}

/** A handoff to Ana whose mail Resend has accepted. */
async function mailed(): Promise<{ conversationId: string; emailId: string }> {
  const conversationId = await api.conversation();
  const answer = await api.call('POST', `/api/conversations/${conversationId}/assign`, {
    body: { clientId: clientId(), teammateId: api.ana.id },
  });
  const handoffId = String(at(answer.body, 'handoff.id'));
  const emailId = randomUUID();
  await api.db.query(
    `insert into email (key, handoff_id, teammate_id, recipient, subject, html, body, state, provider_id)
      values ($1, $2, $3, 'ana@example.com', 's', 'h', 'b', 'sent', $4)`,
    [`handoff/${handoffId}/${api.ana.id}`, handoffId, api.ana.id, emailId],
  );
  await api.db.query(`update handoff_step set state = 'done', at = now() where handoff_id = $1 and kind = 'email'`, [
    handoffId,
  ]);
  return { conversationId, emailId };
}

test('an event that the secret did not sign, or that is old, is refused', async () => {
  const { emailId } = await mailed();
  const event = { type: 'email.bounced', created_at: new Date().toISOString(), data: { email_id: emailId } };
  const other = `whsec_${Buffer.from('another secret of svix').toString('base64')}`;
  for (const answer of [await send(event, { secret: other }), await send(event, { atMs: Date.now() - 600_000 })])
    expect([answer.status, answer.body['code']]).toEqual([401, 'invalid_signature']);
  const unsigned = await fetch(`${api.url}/webhooks/resend`, { method: 'POST', body: JSON.stringify(event) });
  expect(unsigned.status).toBe(401);
});

test.each(['email.bounced', 'email.failed', 'email.suppressed'])(
  '%s moves a handoff that nobody holds to the next person, once',
  async (type) => {
    const { conversationId, emailId } = await mailed();
    const rung = api.rings.length;
    const event = { type, created_at: new Date().toISOString(), data: { email_id: emailId } };
    const id = `msg_${randomUUID()}`;
    for (const answer of [await send(event, { id }), await send(event, { id })]) expect(answer.status).toBe(200);
    const { body } = await api.call('GET', `/api/conversations/${conversationId}`);
    expect(body).toMatchObject({ assignee: { id: api.owner.id }, handoff: { steps: { email: { state: 'pending' } } } });
    expect(api.rings.slice(rung)).toMatchObject([{ conversationId, name: 'emailBounced' }]);
  },
);

test('delivered, opened and complained change no assignee', async () => {
  const { conversationId, emailId } = await mailed();
  for (const type of ['email.delivered', 'email.opened', 'email.complained'])
    expect((await send({ type, created_at: new Date().toISOString(), data: { email_id: emailId } })).status).toBe(200);
  const { body } = await api.call('GET', `/api/conversations/${conversationId}`);
  expect(at(body, 'assignee.id')).toBe(api.ana.id);
});
