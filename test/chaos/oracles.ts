import { z } from 'zod';
import { rows } from '../../db/query';
import type { Baton } from '../support/baton';
import type { Done } from './load';

type Judged = Pick<Baton, 'db' | 'whatsapp'>;

const Id = z.object({ id: z.string() });

/** I3: AI replies that began to be sent while a person had the word. */
export async function spokenOver({ db, whatsapp }: Judged, { stretches }: Pick<Done, 'stretches'>): Promise<string[]> {
  const replies = await rows(
    db,
    z.object({ id: z.string(), conversationId: z.string() }),
    `select id, conversation_id as "conversationId" from message where author = 'ai' and purpose = 'reply'`,
  );
  const conversationOf = new Map(replies.map(({ id, conversationId }) => [id, conversationId]));
  return whatsapp.log.arrivals('messages').flatMap(({ key, atNs }) => {
    const conversationId = key === null ? undefined : conversationOf.get(key);
    const isOver = stretches.some(
      (stretch) => stretch.conversationId === conversationId && atNs > stretch.fromNs && atNs < stretch.untilNs,
    );
    return isOver && key !== null ? [key] : [];
  });
}

/** I5: messages that a turn settled although the customer heard nothing of it, got no person, and nothing was recorded. */
export async function unheard({ db }: Judged): Promise<string[]> {
  const found = await rows(
    db,
    Id,
    `select m.id from message m join turn t on t.id = m.turn_id
      where m.needs_answer and m.settled_by = 'turn' and t.kind = 'reply'
        and not exists (select 1 from message a
          where a.turn_id = t.id and a.author = 'ai' and a.state in ('sent', 'delivered', 'read'))
        and not exists (select 1 from handoff h
          where h.conversation_id = m.conversation_id and h.opened_number >= m.number)`,
  );
  return found.map(({ id }) => id);
}

/** I6: messages that WhatsApp took after a later one of the same conversation. */
export async function outOfOrder({ db, whatsapp }: Judged): Promise<string[]> {
  const sent = await rows(
    db,
    z.object({ id: z.string(), conversationId: z.string(), number: z.number() }),
    `select id, conversation_id as "conversationId", number from message where author <> 'customer'`,
  );
  const byId = new Map(sent.map((message) => [message.id, message]));
  const newest = new Map<string, number>();
  const seen = new Set<string>();
  return whatsapp.log.accepted().flatMap(({ key }) => {
    const message = byId.get(key ?? '');
    if (message === undefined || seen.has(message.id)) return [];
    seen.add(message.id);
    const before = newest.get(message.conversationId) ?? 0;
    newest.set(message.conversationId, Math.max(before, message.number));
    return message.number < before ? [message.id] : [];
  });
}

/** I8: clicks that did not become exactly one message. */
export async function misclicked({ db }: Judged, { replies }: Pick<Done, 'replies'>): Promise<string[]> {
  const found = await rows(
    db,
    Id,
    `select clicked.id from unnest($1::text[]) as clicked (id)
      where (select count(*) from message where client_id = clicked.id) <> 1`,
    [replies],
  );
  return found.map(({ id }) => id);
}
