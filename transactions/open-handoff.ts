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
  const [roster, settings] = await Promise.all([loadRoster(tx), readHandoffSettings(tx)]);
  const assignee = chooseAssignee(request, roster, settings);
  const summary = await summarise(tx, conversation, request, assignee);
  const [handoff, , waitingSince] = await Promise.all([
    insertHandoff(tx, {
      conversationId: conversation.id,
      reason: request.reason,
      evidence: request.evidence,
      summary,
      turnId: request.turn?.id ?? null,
      assigneeId: assignee.id,
      openedNumber: conversation.lastNumber,
    }),
    suppressReplies(tx, conversation.id),
    oldestWaiting(tx, conversation, request),
    settleTurn(tx, request),
  ]);
  const holderId = typeof request.takenBy === 'object' ? (request.takenBy?.id ?? null) : null;
  const [changed] = await Promise.all([
    changeHandler(tx, conversation, {
      handler: 'teammate',
      handoffId: handoff.id,
      assigneeId: assignee.id,
      holderId,
      waitingSince,
    }),
    ...steps(request, assignee).map((step) => insertStep(tx, handoff.id, step)),
    recordEvent(tx, conversation.id, {
      kind: 'handoff_opened',
      handoffId: handoff.id,
      reason: request.reason,
      assigneeId: assignee.id,
      ...(request.requestedBy === null ? {} : { teammateId: request.requestedBy }),
    }),
  ]);
  if (request.takenBy !== null) return { kind: 'opened', handoff, conversation: changed };
  const [reassured] = await Promise.all([
    insertReassurance(tx, changed, handoff, request, assignee, settings),
    insertPush(tx, {
      kind: 'assigned',
      conversationId: conversation.id,
      teammateId: assignee.id,
      actorId: request.requestedBy,
    }),
  ]);
  return { kind: 'opened', handoff, conversation: reassured };
}

function chooseAssignee({ takenBy, assignee }: HandoffRequest, roster: Roster, settings: HandoffSettings): Teammate {
  if (takenBy !== null && takenBy !== 'business_phone') return takenBy;
  return assignee ?? pickAssignee(settings.policy, roster, new Date());
}

/** Out of what is stored, at once; a model may put it better before the mail leaves. */
async function summarise(
  tx: Transaction,
  { id }: Conversation,
  request: HandoffRequest,
  assignee: Teammate,
): Promise<string> {
  const { readerLanguage, ...facts } = await readSummaryFacts(tx, id, assignee.id);
  return extractSummary(facts, readerLanguage, request.summary);
}

async function settleTurn(tx: Transaction, { turn }: HandoffRequest): Promise<void> {
  if (turn !== null) await settleMessages(tx, turn.messageIds, { by: 'turn', turnId: turn.id });
}

/** Since when the customer waits for a person: their oldest message that nobody has answered. */
async function oldestWaiting(
  tx: Transaction,
  conversation: Conversation,
  request: HandoffRequest,
): Promise<Date | null> {
  if (typeof request.takenBy === 'string') return null;
  const { since } = await row(
    tx,
    z.object({ since: z.date().nullable() }),
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

async function insertReassurance(
  tx: Transaction,
  conversation: Conversation,
  handoff: Handoff,
  { isInDanger = false }: HandoffRequest,
  assignee: Teammate,
  settings: HandoffSettings,
): Promise<Conversation> {
  const place = { number: conversation.lastNumber + 1, placedAt: conversation.newestPlacedAt ?? new Date() };
  await insertDraft(tx, conversation.id, place, {
    author: 'ai',
    teammateId: null,
    purpose: 'reassurance',
    kind: 'text',
    text: reassuranceText({
      reason: handoff.reason,
      isInDanger,
      language: conversation.language,
      teammate: assignee,
      ownText: settings.reassurance,
    }),
    payload: {},
    clientId: null,
    epoch: conversation.epoch,
    turnId: null,
    handoffId: handoff.id,
  });
  return noteArrival(tx, conversation.id, {
    lastNumber: place.number,
    placedAt: place.placedAt,
    customerAt: null,
    waitingSince: conversation.waitingSince,
  });
}
