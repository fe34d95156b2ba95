import { startBaton, type Baton } from '../support/baton';
import { newCustomer } from '../support/customer';
import { eventually } from '../support/eventually';
import { historiesOf, wordsIn } from '../support/histories';
import { conversationOf, insertTeammate } from '../support/seed';

let baton: Baton;
let ben: { id: string; email: string };
beforeAll(async () => {
  baton = await startBaton();
  const id = await insertTeammate(baton.db, 'Ben');
  const { rows } = await baton.db.query<{ email: string }>('select email from teammate where id = $1', [id]);
  ben = { id, email: rows[0]?.email ?? '' };
});
afterEach(() => baton.mail.faults.clear());
afterAll(() => baton.stop());

async function conversation(): Promise<string> {
  const customer = newCustomer('Maria Mail');
  await baton.whatsapp.simulate.text(customer, 'hello').delivered;
  return conversationOf(baton.db, customer.waId);
}

const mention = (id: string, text: string) =>
  baton.api.command(id, 'notes', { text, mentions: [ben.id] }).then(({ status }) => expect(status).toBe(200));
const mailsWith = (words: string) => baton.mail.emails().filter(({ text }) => text?.includes(words) === true);
const noticesOf = async (id: string) => {
  const { rows } = await baton.db.query<{ id: string; state: string; error: string | null }>(
    'select id, state, error from notice where conversation_id = $1',
    [id],
  );
  return rows;
};

test('a mention is mailed once, with who, the words, the customer’s name and the link', async () => {
  const id = await conversation();
  await mention(id, '@Ben please look at <b>this</b>');
  const mail = await eventually(() => {
    const [found] = mailsWith('please look at');
    if (found === undefined) throw new Error('no mail yet');
    return found;
  });
  expect(mail.to).toEqual([ben.email]);
  expect(mail.subject).toBe('Olivia mentioned you: Maria Mail');
  expect(mail.text).toContain(`/conversations/${id}`);
  expect(mail.html).toContain('&lt;b&gt;this&lt;/b&gt;');
  await eventually(async () => expect(await noticesOf(id)).toMatchObject([{ state: 'sent', error: null }]));
});

test('a lost answer and a provider that is down make one mail in the end, always with the same key and bytes', async () => {
  const id = await conversation();
  const fault = { kind: 'provider_error', code: 'internal_server_error', headers: { 'retry-after': '1' } } as const;
  baton.mail.faults.add({ route: 'emails', to: ben.email, fault, times: 1 });
  baton.mail.faults.add({ route: 'emails', to: ben.email, fault: { kind: 'reset', when: 'after' }, times: 1 });
  await mention(id, 'through the storm');
  await eventually(async () => expect(await noticesOf(id)).toMatchObject([{ state: 'sent' }]), 30_000);
  const [notice] = await noticesOf(id);
  const attempts = baton.mail.log.arrivals('emails').filter(({ key }) => key === `notice/${notice?.id ?? ''}`);
  expect(attempts).toHaveLength(3);
  expect(new Set(attempts.map(({ rawBody }) => rawBody)).size).toBe(1);
  expect(mailsWith('through the storm')).toHaveLength(1);
});

test('a refused mail is given up and holds up no other', async () => {
  const id = await conversation();
  baton.mail.faults.add({
    route: 'emails',
    to: ben.email,
    fault: { kind: 'provider_error', code: 'validation_error' },
    times: 1,
  });
  await mention(id, 'refused');
  await eventually(async () =>
    expect(await noticesOf(id)).toMatchObject([{ state: 'failed', error: 'validation_error' }]),
  );
  await mention(await conversation(), 'goes through');
  await eventually(() => expect(mailsWith('goes through')).toHaveLength(1));
});

test('who left the team before the mail went out gets none', async () => {
  const id = await conversation();
  const leaver = await insertTeammate(baton.db, 'Leaver');
  await baton.db.query('update teammate set active = false where id = $1', [leaver]);
  await baton.db.query(
    `insert into notice (kind, conversation_id, teammate_id, actor_id) values ('taken_over', $1, $2, $3)`,
    [id, leaver, ben.id],
  );
  await eventually(async () =>
    expect(await noticesOf(id)).toMatchObject([{ state: 'skipped', error: 'teammate_inactive' }]),
  );
});

test('the assigner’s note goes into the handoff mail, and a note’s words never enter Temporal', async () => {
  const id = await conversation();
  await baton.api.command(id, 'assign', { teammateId: ben.id, note: 'canarynote for the colleague' });
  await mention(id, 'canarynote by itself');
  const mail = await eventually(() => {
    const [found] = mailsWith('canarynote for the colleague');
    if (found === undefined) throw new Error('no mail yet');
    return found;
  });
  expect(mail.subject).toContain('needs you');
  expect(mail.text).toContain('A note from Olivia');
  await eventually(() => expect(mailsWith('canarynote by itself')).toHaveLength(1));
  expect(mailsWith('canarynote for the colleague')).toHaveLength(1);
  const words = wordsIn(await historiesOf(baton)).join('\n');
  expect(words).toContain(id);
  expect(words).not.toContain('canarynote');
});
