import { QueryClient } from '@tanstack/react-query';
import type { Conversation } from '../../api/contract/conversation';
import { watchNews } from '../../inbox/notify/watch-news';

const ME = 'me';
const person = (id: string) => ({ id, name: id, email: `${id}@example.com` });

/** As the API answers, as far as news goes. */
function conversation(change: Partial<Conversation>): Conversation {
  return {
    id: 'c1',
    handler: { kind: 'teammate', teammateId: 'ben', reason: 'upset', heldSince: null },
    assignee: person('ben'),
    holder: null,
    handoff: { id: 'h1', openedAt: new Date().toISOString() },
    lastMessage: null,
    unread: 1,
    ...change,
  } as Conversation;
}

/** Everything that was told while the page read these, one after the other. */
function toldOf(readings: readonly Conversation[]): string[] {
  const client = new QueryClient();
  const told: string[] = [];
  const stop = watchNews(client, ME, (news) => told.push(news.key));
  for (const reading of readings) client.setQueryData(['conversation', reading.id], reading);
  stop();
  client.clear();
  return told;
}

const bens = conversation({});
const mine = conversation({ assignee: person(ME) });

test('an assignment is told once, also when an older reading comes between two newer ones', () => {
  expect(toldOf([bens, mine, { ...mine }, { ...bens }, { ...mine }])).toEqual(['assigned h1']);
});

const HELD_SINCE = new Date(Date.now() - 10_000).toISOString();
const handler: Conversation['handler'] = { kind: 'teammate', teammateId: ME, reason: 'upset', heldSince: HELD_SINCE };
const held = conversation({ assignee: person(ME), holder: person(ME), handler });

/** A customer's message, so long after the conversation was taken over. */
function answer(id: string, afterMs: number): Conversation['lastMessage'] {
  const at = new Date(Date.parse(HELD_SINCE) + afterMs).toISOString();
  return { id, author: 'customer', teammateId: null, kind: 'text', text: 'Hello?', state: 'received', at };
}

test('an answer is told once, also when an older reading comes between, and the next one is told again', () => {
  const first = { ...held, lastMessage: answer('m1', 1_000) };
  const second = { ...held, lastMessage: answer('m2', 2_000) };
  const told = toldOf([held, first, { ...held }, { ...first }, second, { ...first }, { ...second }]);
  expect(told).toEqual(['answered c1', 'answered c1']);
});

test('the question that led to a handoff is no answer to whoever took over, also when it is the last word again', () => {
  const reassurance = { ...held, lastMessage: { ...answer('m2', -500), author: 'ai' } as Conversation['lastMessage'] };
  expect(toldOf([reassurance, { ...held, lastMessage: answer('m1', -1_000) }])).toEqual([]);
});

test('what was read elsewhere is not told, whatever changes about it', () => {
  const read = { ...held, lastMessage: answer('m1', 1_000), unread: 0 };
  expect(toldOf([read, { ...read }])).toEqual([]);
});

test('what happened while the page was away is told by the list that is read on its return', () => {
  const client = new QueryClient();
  const told: string[] = [];
  const stop = watchNews(client, ME, (news) => told.push(news.key));
  const read = (items: Conversation[]) =>
    client.setQueryData(['conversations', 'all'], { pages: [{ items, nextCursor: null }], pageParams: [null] });
  read([bens]);
  read([mine, { ...held, id: 'c2', lastMessage: answer('m1', 1_000) }]);
  stop();
  client.clear();
  expect(told).toEqual(['assigned h1', 'answered c2']);
});
