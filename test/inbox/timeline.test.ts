import { timelineOf } from '../../inbox/conversation/timeline';

type Messages = Parameters<typeof timelineOf>[0];
type Events = Parameters<typeof timelineOf>[1];

const at = (second: number) => `2026-11-27T11:00:${String(second).padStart(2, '0')}.000Z`;
const message = (id: string, second: number, rest: object) => ({
  id,
  clientId: null,
  waMessageId: null,
  kind: 'text',
  state: 'delivered',
  purpose: null,
  handoffId: null,
  replyTo: null,
  author: { kind: 'customer' },
  createdAt: at(second),
  ...rest,
});
const event = (id: string, second: number) => ({ id, kind: id, at: at(second), data: { handoffId: 'h' } });

test('a handoff is told before its reassurance, and how it ended only after what was said in it', () => {
  const messages = [
    message('request', 1, {}),
    message('reassurance', 2, { author: { kind: 'ai' }, purpose: 'reassurance', handoffId: 'h' }),
    message('answer', 10, { author: { kind: 'teammate', teammateId: 't' }, purpose: 'reply', handoffId: 'h' }),
  ] as unknown as Messages;
  const events = [event('resolved', 12), event('handoff_opened', 3)] as unknown as Events;
  const told = timelineOf(messages, events, [], { hasOlder: false, hasNewer: false });
  expect(told.map(({ key }) => key.split(' ')[1]).slice(1)).toEqual([
    'request',
    'handoff_opened',
    'reassurance',
    'answer',
    'resolved',
  ]);
});
