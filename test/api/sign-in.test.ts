import { at } from './answer';
import { startApi, type ApiUnderTest } from './api-under-test';
import { askForMail, mailsTo, newPage, nextMail, pageClient, signedIn, tokenOf, type PageClient } from './page-client';

let api: ApiUnderTest;
beforeAll(async () => {
  api = await startApi({}, { trustedProxies: 1 });
});
afterAll(() => api.stop());

/** Each test's own teammate: limits count per address. */
let people = 0;
async function teammate(): Promise<{ id: string; email: string }> {
  const email = `person-${people++}@example.com`;
  const { rows } = await api.db.query<{ id: string }>(
    `insert into teammate (name, email) values ('Pat Person', $1) returning id`,
    [email],
  );
  return { id: rows[0]?.id ?? '', email };
}

const redeem = (page: PageClient, body: unknown) => page.call('POST', '/api/sign-in/redeem', { body });

test('the link of the mail signs in and leads to where the teammate was going', async () => {
  const { id, email } = await teammate();
  const { link, token } = await askForMail(api, email.toUpperCase(), '/conversations/7?x=1');
  expect(link).toMatch(/^https:\/\/baton\.example\/sign-in\?next=%2Fconversations%2F7%3Fx%3D1#[A-Za-z0-9_-]{43}$/);
  const [mail] = mailsTo(api, email);
  expect(mail?.html).toContain(`href="${link.replaceAll('&', '&amp;')}"`);
  const page = newPage(api);
  const { status, body } = await redeem(page, { token });
  expect([status, body['next'], at(body, 'me.id'), at(body, 'me.via')]).toEqual([
    200,
    '/conversations/7?x=1',
    id,
    'session',
  ]);
  expect(page.setCookie).toMatch(/^baton_session=s%3A\S+; Path=\/; Expires=[^;]+; HttpOnly; Secure; SameSite=Lax$/);
  expect((await page.call('GET', '/api/me')).body).toEqual(body['me']);
});

test('the code of the mail signs in where the link cannot be opened, in groups or not', async () => {
  const { id, email } = await teammate();
  const { code } = await askForMail(api, email);
  expect(code).toMatch(/^\d{6}$/);
  const page = newPage(api);
  const { status, body } = await redeem(page, {
    email: ` ${email.toUpperCase()} `,
    code: `${code.slice(0, 3)} ${code.slice(3)}`,
  });
  expect([status, body['next'], at(body, 'me.id')]).toEqual([200, null, id]);
  expect((await page.call('GET', '/api/me')).status).toBe(200);
});

test('neither token nor code is stored or logged', async () => {
  const { email } = await teammate();
  const { token, code } = await askForMail(api, email);
  await redeem(newPage(api), { token });
  const { rows } = await api.db.query<{ dump: string }>(`select string_agg(s::text, ' ') as dump from sign_in s`);
  expect(rows[0]?.dump).not.toContain(token);
  expect(rows[0]?.dump).not.toContain(Buffer.from(token).toString('hex'));
  const log = api.log.join('\n');
  for (const secret of [token, code, email]) expect(log).not.toContain(secret);
});

test('of twenty who redeem one link at once, one is let in', async () => {
  const { email } = await teammate();
  const { token } = await askForMail(api, email);
  const answers = await Promise.all(Array.from({ length: 20 }, () => redeem(newPage(api), { token })));
  const statuses = answers.map(({ status }) => status).sort();
  expect(statuses).toEqual([200, ...Array.from({ length: 19 }, () => 401)]);
});

test('link and code of one mail are used up together', async () => {
  const { email } = await teammate();
  const { token, code } = await askForMail(api, email);
  expect((await redeem(newPage(api), { email, code })).status).toBe(200);
  expect((await redeem(newPage(api), { token })).status).toBe(401);
  expect((await redeem(newPage(api), { email, code })).status).toBe(401);
});

test('every failure is refused with the same words', async () => {
  const known = await teammate();
  const gone = await teammate();
  const late = await teammate();
  const old = await askForMail(api, gone.email);
  const over = await askForMail(api, late.email);
  await api.db.query('update teammate set active = false where id = $1', [gone.id]);
  await api.db.query('update sign_in set expires_at = now() where teammate_id = $1', [late.id]);
  const pending = await askForMail(api, known.email);
  const wrong = pending.code === '000000' ? '000001' : '000000';
  const refusals = [];
  for (const proof of [
    { token: 'x'.repeat(43) },
    { token: '' },
    { token: old.token },
    { token: over.token },
    { email: late.email, code: over.code },
    { email: gone.email, code: old.code },
    { email: known.email, code: wrong },
    { email: known.email, code: 'abcdef' },
    { email: 'nobody@example.com', code: '123456' },
  ]) {
    const { status, headers, body } = await redeem(newPage(api), proof);
    refusals.push({ status, headers: stable(headers), body: { ...body, requestId: null } });
  }
  expect(refusals[0]).toMatchObject({
    status: 401,
    body: { code: 'sign_in_failed', detail: expect.stringContaining('new mail') as unknown },
  });
  for (const refusal of refusals) expect(refusal).toEqual(refusals[0]);
});

test('asking for a mail is answered the same for a teammate, a stranger and somebody who left, and only the first is mailed', async () => {
  const known = await teammate();
  const gone = await teammate();
  await api.db.query('update teammate set active = false where id = $1', [gone.id]);
  const answers = [];
  for (const email of ['stranger@example.com', gone.email, known.email]) {
    const { status, headers, text } = await newPage(api).call('POST', '/api/sign-in', { body: { email } });
    answers.push({ status, text, headers: stable(headers) });
  }
  expect(answers[0]).toMatchObject({ status: 204, text: '' });
  for (const answer of answers) expect(answer).toEqual(answers[0]);
  await nextMail(api, known.email, 0);
  await askForMail(api, known.email); // mails leave in order: by now the others would have come
  expect(mailsTo(api, known.email)).toHaveLength(2);
  expect([...mailsTo(api, 'stranger@example.com'), ...mailsTo(api, gone.email)]).toEqual([]);
});

/** All but what differs between any two answers. */
function stable(headers: Headers): [string, string][] {
  return [...headers].filter(([name]) => !['date', 'x-request-id'].includes(name));
}

test('a code is tried five times at most, also when all tries come at once', async () => {
  const { email } = await teammate();
  const { code, token } = await askForMail(api, email);
  const wrong = Array.from({ length: 12 }, (_, index) => String(index).padStart(6, '9')).filter(
    (guess) => guess !== code,
  );
  await Promise.all(wrong.slice(0, 5).map((guess) => redeem(newPage(api), { email, code: guess })));
  expect((await redeem(newPage(api), { email, code })).status).toBe(401);
  const { rows } = await api.db.query(
    `select tries from sign_in s join teammate t on t.id = s.teammate_id where email = $1`,
    [email],
  );
  expect(rows).toEqual([{ tries: 5 }]);
  expect((await redeem(newPage(api), { token })).status).toBe(200); // the mail's owner is not locked out
});

test('new mails give no more than thirty tries a day', async () => {
  const { id, email } = await teammate();
  await askForMail(api, email);
  await api.db.query('update sign_in set tries = 5 where teammate_id = $1', [id]);
  await api.db.query(
    `insert into sign_in (id, teammate_id, token_hash, code_hash, tries, created_at, expires_at)
      select gen_random_uuid(), $1, sha256(n::text::bytea || $2), ''::bytea, 5, now() - interval '20 hours', now() - interval '19 hours'
      from generate_series(1, 5) n`,
    [id, Buffer.from(email)],
  );
  const { code, token } = await askForMail(api, email);
  expect((await redeem(newPage(api), { email, code })).status).toBe(401);
  expect((await redeem(newPage(api), { token })).status).toBe(200);
});

test('only the newest mail has a code that works; the older link still does', async () => {
  const { email } = await teammate();
  const older = await askForMail(api, email);
  const newest = await askForMail(api, email);
  if (older.code !== newest.code) expect((await redeem(newPage(api), { email, code: older.code })).status).toBe(401);
  expect((await redeem(newPage(api), { email, code: newest.code })).status).toBe(200);
  expect((await redeem(newPage(api), { email, code: older.code })).status).toBe(401);
  expect((await redeem(newPage(api), { token: older.token })).status).toBe(200);
});

test.each(['//evil.example', '/\\evil.example', 'https://evil.example', 'conversations/7', '/a//b', '/a\n', '/ä', ''])(
  'a next of %j is refused: sign-in leads nobody away',
  async (next) => {
    const { status, body } = await newPage(api).call('POST', '/api/sign-in', {
      body: { email: 'a@example.com', next },
    });
    expect([status, at(body, 'errors.0.field')]).toEqual([400, 'next']);
  },
);

test('a mail that Resend does not take at first is sent again, once', async () => {
  const { email } = await teammate();
  api.mail.faults.add({ route: 'emails', fault: { kind: 'provider_error', code: 'rate_limit_exceeded' } });
  await askForMail(api, email);
  expect(mailsTo(api, email)).toHaveLength(1);
});

test('mails are limited per address, known or not, whatever its case and from wherever they are asked for', async () => {
  const { email } = await teammate();
  for (const address of [email, 'unknown@example.net']) {
    const statuses = [];
    let last = null;
    for (let ask = 0; ask < 7; ask++) {
      const body = { email: ask % 2 === 0 ? address : address.toUpperCase() };
      last = await newPage(api).call('POST', '/api/sign-in', { body });
      statuses.push(last.status);
    }
    expect(statuses).toEqual([204, 204, 204, 204, 204, 204, 429]);
    expect(last?.body['code']).toBe('too_many_requests');
    const retryAfter = Number(last?.headers.get('retry-after'));
    expect(retryAfter).toBeGreaterThan(0);
    expect(retryAfter).toBeLessThanOrEqual(900);
  }
});

test('mails and proofs are limited per network', async () => {
  const page = pageClient(api.url, '192.0.2.1');
  const asked = await Promise.all(
    Array.from({ length: 61 }, (_, index) =>
      page.call('POST', '/api/sign-in', { body: { email: `x${index}@example.net` } }),
    ),
  );
  expect(asked.filter(({ status }) => status === 429)).toHaveLength(1);
  const tried = await Promise.all(Array.from({ length: 61 }, () => redeem(page, { token: 'x' })));
  expect(tried.filter(({ status }) => status === 429)).toHaveLength(1);
});

test('without a trusted proxy nobody chooses the address they are counted under', async () => {
  const bare = await api.beside({}, { trustedProxies: 0 });
  const answers = await Promise.all(
    Array.from({ length: 61 }, (_, index) => redeem(pageClient(bare.url, `198.51.100.${index + 1}`), { token: 'x' })),
  );
  expect(answers.filter(({ status }) => status === 429)).toHaveLength(1);
  await bare.close();
});

test('an owner makes a link for when mail is down; it works once, for a teammate who is there', async () => {
  const { id } = await teammate();
  const made = await api.call('POST', `/api/teammates/${id}/sign-in-link`);
  expect(made.status).toBe(201);
  const inMinutes = (Date.parse(String(made.body['expiresAt'])) - Date.now()) / 60_000;
  expect(Math.round(inMinutes)).toBe(60);
  const token = tokenOf(String(made.body['url']));
  expect(at((await redeem(newPage(api), { token })).body, 'me.id')).toBe(id);
  expect((await redeem(newPage(api), { token })).status).toBe(401);
  await api.call('DELETE', `/api/teammates/${id}`);
  expect((await api.call('POST', `/api/teammates/${id}/sign-in-link`)).status).toBe(404);
});

test('an unused link of somebody who is deactivated, or whose address changes, signs nobody in', async () => {
  const left = await teammate();
  const moved = await teammate();
  const [link, old] = [await askForMail(api, left.email), await askForMail(api, moved.email)];
  await api.call('DELETE', `/api/teammates/${left.id}`);
  await api.call('PATCH', `/api/teammates/${moved.id}`, { body: { email: `new-${moved.email}` } });
  for (const { token } of [link, old]) expect((await redeem(newPage(api), { token })).status).toBe(401);
});

test('another site signs nobody in, and asks for no mail', async () => {
  const { email } = await teammate();
  const { token } = await askForMail(api, email);
  for (const headers of [
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
    { 'sec-fetch-site': null, origin: 'https://evil.example' },
    { 'sec-fetch-site': null, origin: 'null' },
  ])
    for (const [path, body] of [
      ['/api/sign-in', { email }],
      ['/api/sign-in/redeem', { token }],
    ] as const) {
      const { status, body: problem } = await newPage(api).call('POST', path, { body, headers });
      expect([status, problem['code']]).toEqual([403, 'cross_site']);
    }
  expect((await redeem(newPage(api), { token })).status).toBe(200);
});

test('a session and its cookie survive a restart of the api, and every api knows them', async () => {
  const { id, email } = await teammate();
  const page = await signedIn(api, email);
  const other = await api.beside();
  const there = pageClient(other.url);
  there.cookie = page.cookie;
  expect((await there.call('GET', '/api/me')).body['id']).toBe(id);
  expect((await there.call('POST', '/api/sign-out')).status).toBe(204);
  expect((await page.call('GET', '/api/me')).status).toBe(401);
  await other.close();
});
