import { randomUUID } from 'node:crypto';
import { lockConversation, noteArrival, type Conversation } from '../db/conversations';
import { recordEvent } from '../db/events';
import { currentHandoff, listSteps, type Handoff, type Step } from '../db/handoffs';
import { insertDraft, settleMessages, unsettledMessages, type Draft, type Message } from '../db/messages';
import { transaction, type Database, type OpenTransaction, type Transaction } from '../db/pool';
import { run } from '../db/query';
import { shareTeammate } from '../db/teammates';
import type { Teammate } from '../domain/pick-assignee';
import type { Timings } from '../domain/timings';
import { SELF_HARM, type TurnDecision } from '../domain/turn';
import { claimHead, type Claim } from './claim-outbound';
import { openHandoff } from './open-handoff';

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
  | { kind: 'reply'; conversation: Conversation; claim: Claim | null }
  | { kind: 'closing'; conversation: Conversation }
  | { kind: 'handoff'; handoff: Handoff; steps: Step[]; conversation: Conversation; claim: Claim | null }
  | { kind: 'stale'; conversation: Conversation | null };

/**
 * Commits a turn: settles exactly the messages it read and stores decision and drafts, or, when one of them is already
 * settled, the epoch moved or a newer message arrived, stores nothing and says `stale`. A decision to hand off opens the
 * handoff in this very transaction: no message is settled before somebody is on the hook, and what was decided is done. With
 * `sendBy` the head of the line is claimed in it too: the answer, or the reassurance, leaves the sooner.
 */
export async function commitTurn(
  db: Database,
  turn: CommitTurn,
  sendBy: Timings | null = null,
): Promise<CommitTurnResult> {
  return transaction(db, async (tx) => {
    const [conversation, unsettled] = await Promise.all([
      lockConversation(tx, turn.conversationId),
      unsettledMessages(tx, turn.conversationId), // none any more when another conversation took this one in
    ]);
    if (conversation === null || isStale(conversation, unsettled, turn)) return { kind: 'stale', conversation };
    const turnId = randomUUID();
    const [, , , result] = await Promise.all([
      insertTurn(tx, conversation, turnId, turn),
      recordDecision(tx, conversation, turnId, turn.decision),
      learnLanguage(tx, conversation, turn.language),
      carryOut(tx, conversation, turnId, turn, sendBy),
    ]);
    return result;
  });
}

function isStale(conversation: Conversation, unsettled: readonly Message[], turn: CommitTurn): boolean {
  if (conversation.handler !== 'ai' || conversation.epoch !== turn.epoch) return true;
  const ids = new Set(unsettled.map(({ id }) => id));
  if (turn.messageIds.some((id) => !ids.has(id))) return true;
  return ids.size > turn.messageIds.length && !turn.ignoreNewer;
}

async function carryOut(
  tx: OpenTransaction,
  conversation: Conversation,
  turnId: string,
  { decision, messageIds, language }: CommitTurn,
  sendBy: Timings | null,
): Promise<CommitTurnResult> {
  const claimed = (): Promise<Claim> | null => (sendBy === null ? null : claimHead(tx, conversation.id, sendBy));
  switch (decision.kind) {
    case 'handoff': {
      const understood = { ...conversation, language: language ?? conversation.language };
      const { handoff, conversation: changed } = await openHandoff(tx, understood, {
        reason: decision.reason,
        evidence: decision.evidence,
        isInDanger: decision.detector === SELF_HARM,
        summary: decision.summary,
        turn: { id: turnId, messageIds },
        takenBy: null,
        assignee: decision.sameTeammate ? await lastAssignee(tx, conversation.id) : null,
        requestedBy: null,
      });
      const [steps, claim] = await Promise.all([listSteps(tx, handoff.id), claimed()]);
      return { kind: 'handoff', handoff, steps, conversation: changed, claim };
    }
    case 'closing':
      await settleMessages(tx, messageIds, { by: 'closing', turnId });
      return { kind: 'closing', conversation };
    case 'reply': {
      const [, changed, claim] = await Promise.all([
        settleMessages(tx, messageIds, { by: 'turn', turnId }),
        insertReplies(tx, conversation, turnId, decision.messages),
        claimed(),
      ]);
      return { kind: 'reply', conversation: changed, claim };
    }
  }
}

/** Whoever had the last handoff, while they can still answer. */
async function lastAssignee(tx: Transaction, conversationId: string): Promise<Teammate | null> {
  const last = await currentHandoff(tx, conversationId);
  const teammate = last === null ? null : await shareTeammate(tx, last.assigneeId);
  return teammate?.active === true ? teammate : null;
}

async function learnLanguage(tx: Transaction, conversation: Conversation, language: string | null): Promise<void> {
  if (language === null || language === conversation.language) return;
  await run(tx, 'update conversation set language = $2 where id = $1', [conversation.id, language]);
}

async function recordDecision(
  tx: Transaction,
  conversation: Conversation,
  turnId: string,
  decision: TurnDecision,
): Promise<void> {
  await recordEvent(tx, conversation.id, {
    kind: 'turn_decided',
    turnId,
    decision: decision.kind,
    ...(decision.kind === 'handoff' ? { reason: decision.reason } : {}),
    ...(decision.kind === 'handoff' && decision.topic !== undefined ? { topic: decision.topic } : {}),
    ...(decision.kind === 'closing' && decision.closedAs !== undefined ? { closedAs: decision.closedAs } : {}),
    ...(decision.disagreement !== undefined && { disagreement: decision.disagreement }),
  });
}

async function insertTurn(tx: Transaction, conversation: Conversation, id: string, turn: CommitTurn): Promise<void> {
  await run(
    tx,
    `insert into turn (id, conversation_id, epoch, last_number, message_ids, kind, decision)
      values ($1, $2, $3, $4, $5, $6, $7)`,
    [
      id,
      conversation.id,
      turn.epoch,
      conversation.lastNumber,
      turn.messageIds,
      turn.decision.kind,
      JSON.stringify(turn.decision),
    ],
  );
}

async function insertReplies(
  tx: Transaction,
  conversation: Conversation,
  turnId: string,
  replies: readonly Pick<Draft, 'kind' | 'text' | 'payload'>[],
): Promise<Conversation> {
  const placedAt = conversation.newestPlacedAt ?? new Date();
  const ofAi = { author: 'ai', teammateId: null, purpose: 'reply', clientId: null, handoffId: null } as const;
  const drafts = replies.map((reply, index) =>
    insertDraft(
      tx,
      conversation.id,
      { number: conversation.lastNumber + 1 + index, placedAt },
      { ...reply, ...ofAi, epoch: conversation.epoch, turnId },
    ),
  );
  const lastNumber = conversation.lastNumber + replies.length;
  const [changed] = await Promise.all([
    noteArrival(tx, conversation.id, { lastNumber, placedAt, waitingSince: null }),
    ...drafts,
  ]);
  return changed;
}
