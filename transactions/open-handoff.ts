import { randomUUID } from 'node:crypto';
import { changeHandler, noteArrival, type Conversation } from '../db/conversations';
import { recordEvent } from '../db/events';
import { findHandoff, insertHandoff, insertStep, type Handoff, type NewStep } from '../db/handoffs';
import { insertDraft, settleMessages, suppressReplies } from '../db/messages';
import { insertPush } from '../db/pushes';
import type { Transaction } from '../db/pool';
import { readSummaryFacts } from '../db/summary-facts';
import { row } from '../db/query';
import { loadRoster, readHandoffSettings } from '../db/teammates';
import type { HandoffReason } from '../domain/handoff-reason';
import type { HandoffSettings } from '../domain/handoff-settings';
import { pickAssignee, type Roster, type Teammate } from '../domain/pick-assignee';
import { Refusal } from '../domain/refusal';
import { reassuranceText } from '../domain/reassurance';
import { extractSummary } from '../domain/summary/extract-summary';
import { z } from 'zod';

/** Why and for whom a handoff is opened. */
export interface HandoffRequest {
  reason: HandoffReason;
  /** The customer's own words that showed it. */
  evidence: string | null;
  /** They write of wanting to die or to hurt themselves: the first words are other ones. */
  isInDanger?: boolean;
  /** What the AI says of its last try, in English; part of the summary that is stored. */
  summary: string | null;
  /** The turn that decided it, with the messages it read; they are settled by this commit. */
  turn: { id: string; messageIds: readonly string[] } | null;
  /** A teammate who takes the conversation by their own act: they hold it, and nobody is mailed or reassured. */
  takenBy: Teammate | 'business_phone' | null;
  /** Who was chosen by hand; null lets the settings decide. */
  assignee: Teammate | null;
  /** The teammate who asked for it, for the record. */
  requestedBy: string | null;
}

export interface OpenedHandoff {
  kind: 'opened' | 'already_open';
  handoff: Handoff;
  conversation: Conversation;
}

/**
 * Opens a handoff on a locked conversation, or returns the open one: picks the assignee (the owner if the settings yield
 * nobody), makes the teammate the handler, settles the turn's messages, and stores every step, so that whatever crashes
 * afterwards each of the three can still be done from its row.
 * @throws Refusal `customer_blocked`: nobody is on the hook for somebody blocked.
 */
export async function openHandoff(
  tx: Transaction,
  conversation: Conversation,
  request: HandoffRequest,
): Promise<OpenedHandoff> {
  if (conversation.handoffId !== null) {
    const open = await findHandoff(tx, conversation.handoffId);
    if (open === null) throw new Error('a conversation points at a handoff that does not exist');
    return { kind: 'already_open', handoff: open, conversation };
  }
  if (conversation.blockedAt !== null)
    throw new Refusal('customer_blocked', 'This customer is blocked: unblock them before anybody answers.');
  const [roster, settings, facts, , waitingSince] = await Promise.all([
    loadRoster(tx),
    readHandoffSettings(tx),
    readSummaryFacts(tx, conversation.id),
    suppressReplies(tx, conversation.id), // what those were to answer waits again
    oldestWaiting(tx, conversation, request),
  ]);
  const assignee = chooseAssignee(request, roster, settings);
  const id = randomUUID();
  const [handoff, changed, reassured] = await Promise.all([
    insertHandoff(tx, {
      id,
      conversationId: conversation.id,
      reason: request.reason,
      evidence: request.evidence,
      // Out of what is stored, at once; a model may put it better before the mail leaves.
      summary: extractSummary(facts, assignee.language, request.summary),
      turnId: request.turn?.id ?? null,
      assigneeId: assignee.id,
      openedNumber: conversation.lastNumber,
    }),
    changeHandler(tx, conversation, {
      handler: 'teammate',
      handoffId: id,
      assigneeId: assignee.id,
      holderId: typeof request.takenBy === 'object' ? (request.takenBy?.id ?? null) : null,
      waitingSince,
    }),
    request.takenBy === null ? reassure(tx, conversation, id, request, assignee, settings, waitingSince) : null,
    settleTurn(tx, request),
    ...steps(request, assignee).map((step) => insertStep(tx, id, step)),
    recordEvent(tx, conversation.id, {
      kind: 'handoff_opened',
      handoffId: id,
      reason: request.reason,
      assigneeId: assignee.id,
      ...(request.requestedBy === null ? {} : { teammateId: request.requestedBy }),
    }),
  ]);
  return { kind: 'opened', handoff, conversation: reassured ?? changed };
}

function chooseAssignee({ takenBy, assignee }: HandoffRequest, roster: Roster, settings: HandoffSettings): Teammate {
  if (takenBy !== null && takenBy !== 'business_phone') return takenBy;
  return assignee ?? pickAssignee(settings.policy, roster, new Date());
}

async function settleTurn(tx: Transaction, { turn }: HandoffRequest): Promise<void> {
  if (turn !== null) await settleMessages(tx, turn.messageIds, { by: 'turn', turnId: turn.id });
}

const Since = z.object({ since: z.date().nullable() });

/** Since when the customer waits for a person: their oldest message that nobody has answered. */
async function oldestWaiting(
  tx: Transaction,
  conversation: Conversation,
  request: HandoffRequest,
): Promise<Date | null> {
  if (typeof request.takenBy === 'string') return null;
  const { since } = await row(
    tx,
    Since,
    `select min(created_at) as since from message
      where conversation_id = $1 and author = 'customer' and needs_answer and (settled_at is null or id = any($2))`,
    [conversation.id, request.turn?.messageIds ?? []],
  );
  return since;
}

/** Nobody is mailed about their own click, and no reassurance follows a person's words. */
function steps({ takenBy, assignee: chosen, requestedBy }: HandoffRequest, assignee: Teammate): NewStep[] {
  const later = (isSkipped: boolean) =>
    isSkipped ? ({ state: 'skipped', error: 'taken_over' } as const) : ({ state: 'pending', error: null } as const);
  const isTaken = takenBy !== null;
  const choseThemselves = chosen !== null && chosen.id === requestedBy;
  return [
    { kind: 'assign', teammateId: assignee.id, state: 'done', error: null },
    { kind: 'email', teammateId: assignee.id, ...later(isTaken || choseThemselves) },
    { kind: 'reassure', teammateId: null, ...later(isTaken) },
  ];
}

/** Stores what the customer is told, and what the assignee's browsers are, behind the statement that changes the handler. */
async function reassure(
  tx: Transaction,
  before: Conversation,
  handoffId: string,
  { reason, isInDanger = false, requestedBy }: HandoffRequest,
  assignee: Teammate,
  settings: HandoffSettings,
  waitingSince: Date | null,
): Promise<Conversation> {
  const place = { number: before.lastNumber + 1, placedAt: before.newestPlacedAt ?? new Date() };
  const [noted] = await Promise.all([
    noteArrival(tx, before.id, { lastNumber: place.number, placedAt: place.placedAt, waitingSince }),
    insertDraft(tx, before.id, place, {
      author: 'ai',
      teammateId: null,
      purpose: 'reassurance',
      kind: 'text',
      text: reassuranceText({
        reason,
        isInDanger,
        language: before.language,
        teammate: assignee,
        ownText: settings.reassurance,
      }),
      payload: {},
      clientId: null,
      epoch: before.epoch + 1,
      turnId: null,
      handoffId,
    }),
    insertPush(tx, { kind: 'assigned', conversationId: before.id, teammateId: assignee.id, actorId: requestedBy }),
  ]);
  return noted;
}
