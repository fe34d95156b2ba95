import { imaginedAnswers } from '../../bench/sent-answers';
import { answersFor, readIn, webhookLoad } from '../../bench/webhook-load';
import { parseWebhook } from '../../channels/whatsapp/parse-webhook';
import { verifySignature } from '../../channels/whatsapp/signature';

const POSTS = 800;
const people = ['351900000001', '351900000002', '351900000003'];
const answers = imaginedAnswers(people, Math.ceil(answersFor(POSTS) / people.length));
const load = webhookLoad('secret', { people, answers }, 0, POSTS);

const items = load.flatMap(({ body }) => {
  const { items, rejected } = parseWebhook(Buffer.from(body));
  expect(rejected).toEqual([]);
  return items;
});

test('of four posts one is a message and three are statuses, and Baton can read them all', () => {
  const kinds = items.map((item) => (item.kind === 'status' ? item.status.status : item.kind));
  expect(kinds).toEqual(Array.from({ length: POSTS / 4 }, () => ['message', 'sent', 'delivered', 'read']).flat());
  for (const { body, signature } of load) expect(verifySignature(Buffer.from(body), signature, ['secret'])).toBe(true);
});

test('everybody writes in turn', () => {
  const writers = items.flatMap((item) => (item.kind === 'message' ? [item.message.from.waId] : []));
  expect(writers.slice(0, 6)).toEqual([...people, ...people]);
});

test('every answer that is read was read once, under its own key, after it was sent and delivered', () => {
  const stages = new Map<string | null, string[]>();
  for (const item of items)
    if (item.kind === 'status')
      stages.set(item.status.key, [...(stages.get(item.status.key) ?? []), item.status.status]);
  const read = answers.slice(0, readIn(POSTS)).map(({ id }) => stages.get(id)?.join());
  // The first two seconds' were sent, and the first second's delivered, before the load began; a second has 40 answers.
  expect(read.slice(0, 40)).toEqual(Array(40).fill('read'));
  expect(read.slice(40, 80)).toEqual(Array(40).fill('delivered,read'));
  expect(read.slice(80)).toEqual(Array(120).fill('sent,delivered,read'));
});

test('a later part of the load goes on where the part before it ended', () => {
  const kindsOf = (from: number, to: number) =>
    webhookLoad('secret', { people, answers }, from, to).map(
      ({ body }) => /"status":"(\w+)"|"messages"/.exec(body)?.[0],
    );
  expect([...kindsOf(0, 5), ...kindsOf(5, 12)]).toEqual(kindsOf(0, 12));
});

test('a load that outgrows its answers says so', () => {
  expect(() => webhookLoad('secret', { people, answers: answers.slice(0, 10) }, 0, 8)).toThrow('no more than 10');
});
