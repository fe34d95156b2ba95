import { z } from 'zod';
import { id } from './fields';
import type { Operation } from './operation';

/**
 * The data of a `change` event: one committed transaction changed this conversation. `messageIds` are the messages it
 * touched; empty when there were none or too many to name. A `seen` event has the conversation alone: this teammate has
 * read on, on another page. A `presence` event is `LivePresence`, has no `id`, and is not repeated. `ready` and `reload` have nothing: the client has heard everything up to this `id`; it must
 * read everything again.
 */
export const LiveChange = z.object({ conversationId: id, messageIds: z.array(id) }).meta({ id: 'LiveChange' });

export type LiveChange = z.output<typeof LiveChange>;

export const EventQuery = z.object({
  /** Where to begin, as `changesAfter` or an event's id has it; `Last-Event-ID` goes before it. Without either: now. */
  after: z.string().max(100).optional(),
});

export const EVENT_OPERATIONS: readonly Operation[] = [
  {
    method: 'get',
    path: '/api/events',
    tag: 'Conversations',
    summary: 'Server-sent events: which conversation changed; `Last-Event-ID` resumes without a gap',
    access: 'teammate',
    query: EventQuery,
    answer: { status: 200, type: 'text/event-stream' },
  },
];
