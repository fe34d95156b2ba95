import { z } from 'zod';
import type { Database } from '../../db/pool';
import { rows } from '../../db/query';

const StoredMessage = z.object({
  id: z.string(),
  conversationId: z.string(),
  number: z.number(),
  author: z.string(),
  kind: z.string(),
  purpose: z.string().nullable(),
  text: z.string().nullable(),
  state: z.string(),
  error: z.string().nullable(),
  settledBy: z.string().nullable(),
  turnId: z.string().nullable(),
  waMessageId: z.string().nullable(),
  needsAnswer: z.boolean(),
  attempts: z.number(),
});

export type StoredMessage = z.output<typeof StoredMessage>;

/** A customer's messages, in and out, in the order of their numbers. */
export function storedMessages(db: Database, waId: string): Promise<StoredMessage[]> {
  return rows(
    db,
    StoredMessage,
    `select m.id, m.conversation_id as "conversationId", m.number, m.author, m.kind, m.purpose, m.text, m.state, m.error,
        m.settled_by as "settledBy", m.turn_id as "turnId", m.wa_message_id as "waMessageId", m.needs_answer as "needsAnswer",
        m.attempts
      from message m join conversation c on c.id = m.conversation_id join customer_identity i on i.customer_id = c.customer_id
      where i.kind = 'wa_id' and i.value = $1 order by m.number`,
    [waId],
  );
}

/** The AI's answers among them. */
export async function storedReplies(db: Database, waId: string): Promise<StoredMessage[]> {
  const messages = await storedMessages(db, waId);
  return messages.filter(({ author, purpose }) => author === 'ai' && purpose === 'reply');
}

const StoredHandoff = z.object({
  id: z.string(),
  reason: z.string(),
  assignee: z.string(),
  resolved: z.boolean(),
  /** `reassure: done`, `email Olivia: failed`. */
  steps: z.array(z.string()),
});

/** A customer's handoffs with what became of their steps, oldest first. */
export function storedHandoffs(db: Database, waId: string): Promise<z.output<typeof StoredHandoff>[]> {
  return rows(
    db,
    StoredHandoff,
    `select h.id, h.reason, a.name as assignee, h.resolved_at is not null as resolved,
        array(select concat_ws(' ', s.kind, t.name) || ': ' || s.state from handoff_step s
          left join teammate t on t.id = s.teammate_id where s.handoff_id = h.id order by s.created_at, s.kind) as steps
      from handoff h join teammate a on a.id = h.assignee_id join conversation c on c.id = h.conversation_id
        join customer_identity i on i.customer_id = c.customer_id
      where i.kind = 'wa_id' and i.value = $1 order by h.opened_at`,
    [waId],
  );
}
