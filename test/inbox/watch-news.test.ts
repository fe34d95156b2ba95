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

test('an answer is told once, also when an older reading comes between, and the next one is told again', () => {
  const answer = (id: string): Conversation['lastMessage'] => ({
    id,
    author: 'customer',
    teammateId: null,
    kind: 'text',
    text: 'Hello?',
    state: 'received',
    at: new Date().toISOString(),
  });
  const held = conversation({ assignee: person(ME), holder: person(ME) });
  const first = { ...held, lastMessage: answer('m1') };
  const second = { ...held, lastMessage: answer('m2') };
  expect(toldOf([held, first, { ...held }, { ...first }, second])).toEqual(['answered m1', 'answered m2']);
});
