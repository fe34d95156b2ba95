import { z } from 'zod';
import { lockConversation } from '../db/conversations';
import type { Handoff } from '../db/handoffs';
import { transaction, type Database } from '../db/pool';
import { maybeRow, rows } from '../db/query';
import { openHandoff } from './open-handoff';

const Unanswered = z.object({ conversationId: z.string(), messageId: z.string() });

/** Customer messages that the AI should have settled long ago: the oldest of each conversation. */
export async function findUnanswered(db: Database, watchdogMs: number): Promise<z.output<typeof Unanswered>[]> {
  return rows(
    db,
    Unanswered,
    `select distinct on (m.conversation_id) m.conversation_id as "conversationId", m.id as "messageId"
      from message m join conversation c on c.id = m.conversation_id
      where m.needs_answer and m.settled_at is null and c.handler = 'ai'
        and greatest(m.created_at, c.known_person_at, coalesce((select max(h.resolved_at) from handoff h where h.conversation_id = c.id), m.created_at))
          < now() - $1 * interval '1 millisecond'
      order by m.conversation_id, m.number limit 100`,
    [watchdogMs],
  );
}

/**
 * Hands off a message that nothing has settled, whatever the conversation's own workflow does: a bug in it is not a dead
 * end. Null when it was settled, or handed off, meanwhile.
 */
export async function rescue(db: Database, messageId: string): Promise<Handoff | null> {
  return transaction(db, async (tx) => {
    const message = await maybeRow(
      tx,
      z.object({ conversationId: z.string() }),
      'select conversation_id as "conversationId" from message where id = $1 and settled_at is null',
      [messageId],
    );
    const conversation = message === null ? null : await lockConversation(tx, message.conversationId);
    if (conversation?.handler !== 'ai' || conversation.blockedAt !== null) return null;
    const { handoff } = await openHandoff(tx, conversation, {
      reason: 'agent_failed',
      evidence: null,
      summary: null,
      turn: null,
      takenBy: null,
      assignee: null,
      requestedBy: null,
    });
    return handoff;
  });
}

const Unmoved = z.object({ conversationId: z.string(), handoffId: z.string().nullable(), subjectId: z.string() });

/**
 * Steps and sends that should have moved long ago although their conversation was rung: its workflow is broken. A message
 * that waits for its own time or for a teammate who types, or a step between two attempts, is not among them.
 */
export async function findUnmoved(db: Database, watchdogMs: number): Promise<z.output<typeof Unmoved>[]> {
  return rows(
    db,
    Unmoved,
    `select h.conversation_id as "conversationId", h.id as "handoffId", h.id as "subjectId"
        from handoff_step s join handoff h on h.id = s.handoff_id
        where s.state = 'pending'
          and coalesce(s.attempted_at + interval '10 minutes', s.created_at) < now() - $1 * interval '1 millisecond'
      union
      select conversation_id, null, (array_agg(id order by number))[1] from message
        where state = 'pending' and greatest(created_at, next_attempt_at) < now() - $1 * interval '1 millisecond'
          and (created_at < now() - interval '10 minutes' or not exists (select from presence p
            where p.conversation_id = message.conversation_id and p.typing_until > now() and p.expires_at > now()))
        group by conversation_id
      limit 100`,
    [watchdogMs],
  );
}
