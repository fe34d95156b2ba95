import { knowPerson } from '../db/conversations';
import { recordEvent } from '../db/events';
import type { Database, Transaction } from '../db/pool';
import { Id, maybeRow, run } from '../db/query';
import { CLOSED_AS } from '../domain/closed-as';
import { Refusal } from '../domain/refusal';
import { wake } from '../domain/wake';
import { command, type Click, type Done } from './command';
import { actingTeammate } from './hold';

/**
 * A person wrote what a turn closed as spam or as a machine's reply: its messages are open again, for whoever handles the
 * conversation, and nothing of this customer is closed so any more. Undoing twice changes nothing.
 * @throws Refusal `not_found` when the turn is no such closing of this conversation; `customer_blocked`.
 */
export async function undoClosing(db: Database, click: Click & { turnId: string }): Promise<Done> {
  const { turnId, teammateId } = click;
  return command(db, click, { kind: 'undo-closing', turnId }, async (tx, conversation) => {
    const answer = { conversationId: conversation.id };
    if (!(await isClosing(tx, conversation.id, turnId)))
      throw new Refusal('not_found', 'There is no such closing in this conversation.');
    if (conversation.blockedAt !== null)
      throw new Refusal('customer_blocked', 'This customer is blocked: unblock them before anybody answers.');
    await actingTeammate(tx, teammateId);
    const opened = await run(
      tx,
      `update message set settled_by = null, settled_at = null, turn_id = null
        where conversation_id = $1 and turn_id = $2 and settled_by = 'closing'`,
      [conversation.id, turnId],
    );
    if (opened === 0) return { answer, wake: null };
    await recordEvent(tx, conversation.id, { kind: 'closing_undone', turnId, teammateId });
    const known = await knowPerson(tx, conversation.id);
    return { answer, wake: wake('closingUndone', known, { turn: known.handler === 'ai', urgent: true }) };
  });
}

async function isClosing(tx: Transaction, conversationId: string, turnId: string): Promise<boolean> {
  const found = await maybeRow(
    tx,
    Id,
    `select id from turn where id = $1 and conversation_id = $2 and kind = 'closing'
      and coalesce(decision ->> 'closedAs', decision ->> 'detector') = any($3)`,
    [turnId, conversationId, CLOSED_AS],
  );
  return found !== null;
}
