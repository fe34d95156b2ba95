import { startWithReceiver, stopAll, textToJames } from './whatsapp-fixture';
import type { NewFaultRule } from '../../sandbox/faults/fault';

afterEach(stopAll);

/** What a caller sees of one send: the HTTP status, or the error's code. */
async function outcomeOf(send: Promise<{ status: number }>): Promise<number | string> {
  try {
    return (await send).status;
  } catch (error) {
    const cause = (error as Error).cause as { code?: string } | undefined;
    return cause?.code ?? (error as Error).name;
  }
}

test.each<[string, NewFaultRule['fault'], number | string, number]>([
  ['latency', { kind: 'latency', ms: 5 }, 200, 1],
  ['a reset before accepting', { kind: 'reset' }, 'ECONNRESET', 0],
  ['a reset after accepting', { kind: 'reset', when: 'after' }, 'ECONNRESET', 1],
  ['a gateway page before accepting', { kind: 'html', status: 502 }, 'SyntaxError', 0],
  ['a gateway page after accepting', { kind: 'html', when: 'after' }, 'SyntaxError', 1],
  ['half a body', { kind: 'half_body' }, 'UND_ERR_SOCKET', 1],
  ['the wrong JSON', { kind: 'wrong_json' }, 200, 1],
  ['Graph error 131056', { kind: 'provider_error', code: 131056 }, 429, 0],
  ['Graph error 2', { kind: 'provider_error', code: 2 }, 503, 0],
  ['Graph error 131000', { kind: 'provider_error', code: 131000 }, 500, 0],
  ['Graph error 190', { kind: 'provider_error', code: 190 }, 401, 0],
])('%s', async (_name, fault, outcome, accepted) => {
  const { whatsApp, graph } = await startWithReceiver();
  whatsApp.faults.add({ route: 'messages', fault });
  expect(await outcomeOf(graph.send(textToJames('one', 'k')))).toBe(outcome);
  expect(whatsApp.log.arrivals('messages')).toHaveLength(1);
  expect(whatsApp.log.accepted()).toHaveLength(accepted);
  // A fault meets one request unless told otherwise.
  expect(await outcomeOf(graph.send(textToJames('two')))).toBe(200);
});

test('a hang is never answered, and before accepting never accepted', async () => {
  const { whatsApp, graph } = await startWithReceiver();
  whatsApp.faults.add({ route: 'messages', fault: { kind: 'hang' } });
  whatsApp.faults.add({ route: 'messages', fault: { kind: 'hang', when: 'after' } });
  const hung = [outcomeOf(graph.send(textToJames('one'))), outcomeOf(graph.send(textToJames('two')))];
  await whatsApp.log.waitForAccepted(() => true);
  expect(whatsApp.log.arrivals('messages')).toHaveLength(2);
  await stopAll();
  expect(await Promise.all(hung)).toEqual(['UND_ERR_SOCKET', 'UND_ERR_SOCKET']);
  expect(whatsApp.log.accepted()).toHaveLength(1);
});

test('held requests are counted, released one by one, and accepted even if their caller has gone', async () => {
  const { whatsApp } = await startWithReceiver();
  const hold = whatsApp.faults.add({ route: 'messages', fault: { kind: 'hold' }, times: 'always' });
  const leave = new AbortController();
  const send = (body: string, signal?: AbortSignal) =>
    fetch(`${whatsApp.url}/v25.0/7001/messages`, {
      method: 'POST',
      headers: { authorization: 'Bearer access token' },
      body: JSON.stringify({ messaging_product: 'whatsapp', ...textToJames(body) }),
      ...(signal !== undefined && { signal }),
    });
  const gone = send('gone', leave.signal).catch((error: unknown) => error);
  await hold.untilHeld(1);
  const stays = send('stays');
  await hold.untilHeld(2);
  expect(hold.held()).toBe(2);
  expect(whatsApp.log.accepted()).toHaveLength(0);
  leave.abort();
  await gone;
  hold.release(1);
  expect((await whatsApp.log.waitForAccepted(() => true)).text).toBe('gone');
  expect(hold.held()).toBe(1);
  hold.release();
  expect((await stays).status).toBe(200);
  expect((await send('later')).status).toBe(200);
});

test('a message that fails later is accepted, then reported as failed', async () => {
  const { whatsApp, graph } = await startWithReceiver();
  whatsApp.faults.add({ route: 'messages', fault: { kind: 'fails_later', code: 131049 } });
  expect((await graph.send(textToJames('one'))).status).toBe(200);
  await whatsApp.log.waitFor((entry) => entry.kind === 'webhook' && entry.body.includes('"code":131049'));
});

test('a fault can be aimed at a route, a recipient, a key or a piece of the body', async () => {
  const { whatsApp, graph } = await startWithReceiver();
  const fault = { kind: 'provider_error', code: 131000 } as const;
  whatsApp.faults.add({ route: 'read', fault });
  whatsApp.faults.add({ to: '1', fault });
  whatsApp.faults.add({ key: 'k2', fault });
  whatsApp.faults.add({ contains: 'bomb', fault });
  whatsApp.faults.add({ fault }, (arrival) => arrival.text === 'predicate');
  const statuses = [];
  for (const [body, key] of [
    ['a', 'k1'],
    ['b', 'k2'],
    ['a bomb', 'k3'],
    ['predicate', 'k4'],
  ] as const)
    statuses.push((await graph.send(textToJames(body, key))).status);
  expect(statuses).toEqual([200, 500, 500, 500]);
});

test('the same seed meets the same requests', async () => {
  const { whatsApp, graph } = await startWithReceiver({ pairRate: false });
  const run = async () => {
    whatsApp.faults.clear();
    whatsApp.faults.seed(42);
    whatsApp.faults.add({ route: 'messages', fault: { kind: 'provider_error', code: 131016 }, probability: 0.5 });
    const statuses = [];
    for (let count = 0; count < 20; count += 1) statuses.push((await graph.send(textToJames('x'))).status);
    return statuses;
  };
  const first = await run();
  expect(new Set(first)).toEqual(new Set([200, 500]));
  expect(await run()).toEqual(first);
});

test('faults, log and simulation work over HTTP, but not for a foreign page', async () => {
  const { whatsApp, receiver, graph } = await startWithReceiver();
  const control = (path: string, body: unknown, headers: Record<string, string> = {}) =>
    fetch(`${whatsApp.url}/__sandbox/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });
  expect((await control('faults', { route: 'messages', fault: { kind: 'provider_error', code: 4 } })).status).toBe(201);
  expect((await graph.send(textToJames('x'))).body.error?.code).toBe(4);
  expect((await control('faults', { fault: { kind: 'nonsense' } })).status).toBe(400);
  expect(
    (
      await control('inbound', {
        customer: { waId: '34600111222', name: 'Eva' },
        message: { type: 'text', text: { body: 'hola' } },
      })
    ).status,
  ).toBe(200);
  await receiver.untilReceived(1);
  const log = (await (await fetch(`${whatsApp.url}/__sandbox/log`)).json()) as { kind: string }[];
  expect(log.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['arrival', 'webhook']));
  expect((await control('inbound', {}, { origin: 'http://evil.example' })).status).toBe(403);
});

test('neither stand-in starts in production', async () => {
  await expect(startWithReceiver({ production: true })).rejects.toThrow('does not start in production');
});
