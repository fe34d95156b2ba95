import { lockConversation, noteArrival, type Conversation } from '../db/conversations';
import { recordEvent } from '../db/events';
import { insertDraft, settleMessages, unsettledMessages, type Draft } from '../db/messages';
import { transaction, type Database, type Transaction } from '../db/pool';
import { row, run } from '../db/query';
import type { TurnDecision } from '../domain/turn';
import { z } from 'zod';

export interface CommitTurn {
  conversationId: string;
  /** Captured when the turn began: a draft of an older epoch may not speak. */
  epoch: number;
  /** The unsettled messages the turn read. */
  messageIds: readonly string[];
  language: string | null;
  decision: TurnDecision;
  /** After three stale turns in a row, a newer message no longer holds the answer back. */
  ignoreNewer: boolean;
}

export type CommitTurnResult =
  | { kind: 'reply' | 'closing'; conversation: Conversation }
  | { kind: 'handoff'; turnId: string; conversation: Conversation }
  | { kind: 'stale'; conversation: Conversation | null };

/**
 * Commits a turn: settles exactly the messages it read and stores decision and drafts, or, when one of them is already
 * settled, the epoch moved or a newer message arrived, stores nothing and says `stale`. A decision to hand off settles
 * nothing here: `handOff` does, so that no message is settled before somebody is on the hook.
 */
export async function commitTurn(db: Database, turn: CommitTurn): Promise<CommitTurnResult> {
  return transaction(db, async (tx) => {
    const conversation = await lockConversation(tx, turn.conversationId);
    if (conversation === null || (await isStale(tx, conversation, turn))) return { kind: 'stale', conversation };
    if (turn.language !== null && turn.language !== conversation.language)
      await setLanguage(tx, conversation, turn.language);
    const turnId = await insertTurn(tx, conversation, turn);
    await recordEvent(tx, conversation.id, {
      kind: 'turn_decided',
      turnId,
      decision: turn.decision.kind,
      ...(turn.decision.kind === 'handoff' ? { reason: turn.decision.reason } : {}),
      ...(turn.decision.kind === 'handoff' && turn.decision.topic !== undefined ? { topic: turn.decision.topic } : {}),
      ...(turn.decision.kind === 'closing' && turn.decision.closedAs !== undefined
        ? { closedAs: turn.decision.closedAs }
        : {}),
      ...(turn.decision.disagreement !== undefined && { disagreement: turn.decision.disagreement }),
    });
    switch (turn.decision.kind) {
      case 'handoff':
        return { kind: 'handoff', turnId, conversation };
      case 'closing':
        await settleMessages(tx, turn.messageIds, { by: 'closing', turnId });
        return { kind: 'closing', conversation };
      case 'reply':
        await settleMessages(tx, turn.messageIds, { by: 'turn', turnId });
        return { kind: 'reply', conversation: await insertReplies(tx, conversation, turnId, turn.decision.messages) };
    }
  });
}

async function isStale(tx: Transaction, conversation: Conversation, turn: CommitTurn): Promise<boolean> {
  if (conversation.handler !== 'ai' || conversation.epoch !== turn.epoch) return true;
  const unsettled = new Set((await unsettledMessages(tx, conversation.id)).map(({ id }) => id));
  if (turn.messageIds.some((id) => !unsettled.has(id))) return true;
  return unsettled.size > turn.messageIds.length && !turn.ignoreNewer;
}

async function setLanguage(tx: Transaction, { id }: Conversation, language: string): Promise<void> {
  await run(tx, 'update conversation set language = $2 where id = $1', [id, language]);
}

async function insertTurn(tx: Transaction, conversation: Conversation, turn: CommitTurn): Promise<string> {
  const { id } = await row(
    tx,
    z.object({ id: z.string() }),
    `insert into turn (conversation_id, epoch, last_number, message_ids, kind, decision) values ($1, $2, $3, $4, $5, $6)
      returning id`,
    [
      conversation.id,
      turn.epoch,
      conversation.lastNumber,
      turn.messageIds,
      turn.decision.kind,
      JSON.stringify(turn.decision),
    ],
  );
  return id;
}

async function insertReplies(
  tx: Transaction,
  conversation: Conversation,
  turnId: string,
  replies: readonly Pick<Draft, 'kind' | 'text' | 'payload'>[],
): Promise<Conversation> {
  const placedAt = conversation.newestPlacedAt ?? new Date();
  let number = conversation.lastNumber;
  for (const reply of replies) {
    number++;
    await insertDraft(
      tx,
      conversation.id,
      { number, placedAt },
      {
        ...reply,
        author: 'ai',
        teammateId: null,
        purpose: 'reply',
        clientId: null,
        epoch: conversation.epoch,
        turnId,
        handoffId: null,
      },
    );
  }
  return noteArrival(tx, conversation.id, { lastNumber: number, placedAt, customerAt: null, waitingSince: null });
}
