import { createHmac } from 'node:crypto';
import { APP_SECRET, messagesIn, startWithReceiver, statusesIn, stopAll, textToJames } from './whatsapp-fixture';

afterEach(stopAll);

const bodyOf = (raw: Buffer | undefined) =>
  messagesIn(raw ?? Buffer.alloc(0)).map(({ text }) => (text as { body: string }).body);

test('a duplicated message is posted as often as asked, with the same bytes', async () => {
  const { whatsApp, receiver } = await startWithReceiver();
  whatsApp.webhookFaults.add({ on: 'message', fault: { kind: 'duplicate', copies: 3 } });
  whatsApp.simulate.text({ id: 'ana' }, 'oi');
  await receiver.untilReceived(3);
  expect(new Set(receiver.received.map(({ raw }) => raw.toString())).size).toBe(1);
});

test('messages of several customers can come in one body', async () => {
  const { whatsApp, receiver } = await startWithReceiver();
  whatsApp.webhookFaults.add({ on: 'message', fault: { kind: 'batch', size: 3 } });
  const sent = [
    whatsApp.simulate.text({ id: 'ana' }, 'a1'),
    whatsApp.simulate.text({ id: 'ana' }, 'a2'),
    whatsApp.simulate.text({ id: 'james' }, 'j1'),
  ];
  await Promise.all(sent.map(({ delivered }) => delivered));
  expect(receiver.received).toHaveLength(1);
  expect(bodyOf(receiver.received[0]?.raw)).toEqual(['a1', 'a2', 'j1']);
  const value = JSON.parse(receiver.received[0]?.raw.toString() ?? '') as {
    entry: { changes: { value: { contacts: unknown[] } }[] }[];
  };
  expect(value.entry[0]?.changes[0]?.value.contacts).toHaveLength(2);
});

test('statuses can come in the wrong order, or in one body newest first', async () => {
  const { whatsApp, receiver, graph } = await startWithReceiver();
  whatsApp.simulate.open({ id: 'james' });
  whatsApp.webhookFaults.add({ on: 'status', fault: { kind: 'reorder', size: 3 } });
  whatsApp.webhookFaults.add({ on: 'status', fault: { kind: 'batch', size: 3, newestFirst: true } });
  await graph.send(textToJames('one'));
  await receiver.untilReceived(3);
  expect(receiver.received.flatMap(({ raw }) => statusesIn(raw)).map(({ status }) => status)).toEqual([
    'read',
    'delivered',
    'sent',
  ]);
  await graph.send(textToJames('two'));
  await receiver.untilReceived(4);
  expect(statusesIn(receiver.received[3]?.raw ?? Buffer.alloc(0)).map(({ status }) => status)).toEqual([
    'read',
    'delivered',
    'sent',
  ]);
});

test('a dropped event is never posted, a delayed one after the next', async () => {
  const { whatsApp, receiver } = await startWithReceiver();
  whatsApp.webhookFaults.add({ on: 'message', fault: { kind: 'drop' } });
  whatsApp.webhookFaults.add({ on: 'message', fault: { kind: 'delay', ms: 40 } });
  whatsApp.simulate.text({ id: 'ana' }, 'dropped');
  const delayed = whatsApp.simulate.text({ id: 'ana' }, 'delayed');
  whatsApp.simulate.text({ id: 'ana' }, 'last');
  await delayed.delivered;
  expect(receiver.received.flatMap(({ raw }) => bodyOf(raw))).toEqual(['last', 'delayed']);
});

test('one kind of status can be held back until released', async () => {
  const { whatsApp, receiver, graph } = await startWithReceiver();
  const hold = whatsApp.webhookFaults.add({ on: 'status', contains: '"status":"sent"', fault: { kind: 'hold' } });
  await graph.send(textToJames('one'));
  await hold.untilHeld(1);
  await receiver.untilReceived(1);
  expect(statusesIn(receiver.received[0]?.raw ?? Buffer.alloc(0))[0]?.status).toBe('delivered');
  hold.release();
  await receiver.untilReceived(2);
  expect(statusesIn(receiver.received[1]?.raw ?? Buffer.alloc(0))[0]?.status).toBe('sent');
});

test('a badly signed attempt is followed by a good one when it is refused', async () => {
  const { whatsApp, receiver } = await startWithReceiver();
  receiver.answers.push(401);
  whatsApp.webhookFaults.add({ on: 'message', fault: { kind: 'bad_signature' } });
  await whatsApp.simulate.text({ id: 'ana' }, 'oi').delivered;
  const good = receiver.received.map(
    ({ raw, headers }) =>
      headers['x-hub-signature-256'] === `sha256=${createHmac('sha256', APP_SECRET).update(raw).digest('hex')}`,
  );
  expect(good).toEqual([false, true]);
});
