import { isDeepStrictEqual } from 'node:util';
import { AgentUnavailable } from '../agent/agent-unavailable';
import type { Conversation } from '../db/conversations';
import type { Message } from '../db/messages';
import { commitTurn } from '../transactions/commit-turn';
import { awaitMedia } from './await-media';
import type { AgentTurnInput, AgentTurnResult } from './contract';
import { decideTurn } from './decide-turn';
import type { Dependencies } from './dependencies';
import { failure } from './failure';
import { sendAnswer } from './send-answer';
import { loadTurn, readTurn, type TurnRows } from './turn-context';

/**
 * One turn of the AI: reads what is unanswered, decides, commits reply, handoff decision or closing in one transaction, and
 * sends the reply. Safe to repeat: messages that were settled meanwhile are found taken, a stored decision is found again,
 * and what an earlier attempt may have sent is left to the line.
 * @throws `agent_unavailable` (retried) when the model cannot be used; the workflow hands off when no attempt succeeds
 */
export async function agentTurn(
  dependencies: Dependencies,
  input: AgentTurnInput,
  { signal, attempt }: { signal: AbortSignal; attempt: number },
): Promise<AgentTurnResult> {
  const { db, timings } = dependencies;
  const arrived = await readTurn(db, input.conversationId);
  if (arrived === null) return { kind: 'nothing', epoch: 0, handler: 'ai' };
  const { id: conversationId, epoch, handler } = arrived.conversation;
  if (handler !== 'ai' || epoch !== input.epoch) return { kind: 'stale', epoch, handler };
  // An earlier attempt may have answered, and died before it could say so.
  if (arrived.unsettled.length === 0) return { ...(attempt === 1 ? NOTHING : MAY_HAVE_ANSWERED), epoch, handler };
  showAttention(dependencies, arrived.unsettled, signal);
  // The words of a voice note come after it, and more messages may meanwhile.
  const rows = (await awaitMedia(dependencies, conversationId, signal)) ? await readTurn(db, conversationId) : arrived;
  const burst = rows?.unsettled ?? [];
  if (rows === null || burst.length === 0) return { ...NOTHING, epoch, handler };
  const messageIds = burst.map(({ id }) => id);
  const decided = decidedBefore(rows, input.epoch, messageIds);
  if (decided !== null) return { kind: 'handoff', turnId: decided.id, reason: decided.reason, epoch, handler };
  const loaded = await loadTurn(dependencies, rows, burst);
  const { decision, language } = await decideOrSayWhy(() => decideTurn(dependencies, burst, loaded, signal));
  signal.throwIfAborted();
  const ignoreNewer = input.overtaken >= MOST_OVERTAKEN;
  const turn = { conversationId, epoch: input.epoch, messageIds, language, decision, ignoreNewer };
  const result = await commitTurn(db, turn, timings);
  if (result.kind === 'reply') return sendAnswer(dependencies, result.conversation, result.claim);
  return resultOf(result, decision.kind === 'handoff' ? decision.reason : '');
}

const NOTHING = { kind: 'nothing' } as const;
const MAY_HAVE_ANSWERED = { kind: 'reply', more: true } as const;

/** The handoff that an earlier attempt at this very turn decided on: no model is paid twice. */
function decidedBefore(
  { decidedHandoff }: TurnRows,
  epoch: number,
  messageIds: readonly string[],
): TurnRows['decidedHandoff'] {
  const isThis = decidedHandoff?.epoch === epoch && isDeepStrictEqual(decidedHandoff.messageIds, messageIds);
  return isThis ? decidedHandoff : null;
}

/** A model that cannot be used now: tried again only where another attempt may help. */
async function decideOrSayWhy<Result>(decide: () => Promise<Result>): Promise<Result> {
  try {
    return await decide();
  } catch (error) {
    if (!(error instanceof AgentUnavailable)) throw error;
    throw failure('agent_unavailable', { retryable: RETRYABLE.has(error.code) });
  }
}

const RETRYABLE: ReadonlySet<AgentUnavailable['code']> = new Set(['model_unreachable']);

/** A customer who keeps writing is answered all the same. */
const MOST_OVERTAKEN = 3;

function resultOf(result: Awaited<ReturnType<typeof commitTurn>>, reason: string): AgentTurnResult {
  const { epoch, handler } = handlingOf(result.conversation);
  return result.kind === 'handoff'
    ? { kind: 'handoff', turnId: result.turnId, reason, epoch, handler }
    : { kind: result.kind, epoch, handler };
}

function handlingOf(conversation: Conversation | null): Pick<Conversation, 'epoch' | 'handler'> {
  return conversation ?? { epoch: 0, handler: 'ai' };
}

/** Blue ticks and "typing…" from the start of the turn. Best effort: never fails or delays it. */
function showAttention({ whatsapp }: Dependencies, burst: readonly Message[], signal: AbortSignal): void {
  const waMessageId = burst.at(-1)?.waMessageId;
  if (waMessageId != null) void whatsapp.markRead(waMessageId, { typing: true, signal });
}
