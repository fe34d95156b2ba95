import { AgentUnavailable } from '../agent/agent-unavailable';
import type { Conversation } from '../db/conversations';
import type { Message } from '../db/messages';
import { commitTurn, type CommitTurnResult } from '../transactions/commit-turn';
import { awaitMedia } from './await-media';
import type { AgentTurnInput, AgentTurnResult, Handling } from './contract';
import { decideTurn } from './decide-turn';
import type { Dependencies } from './dependencies';
import { failure } from './failure';
import { openHandoffOf } from './open-handoff-of';
import { sendAnswer } from './send-answer';
import { loadTurn, readTurn } from './turn-context';

/**
 * One turn of the AI: reads what is unanswered, decides, commits reply, handoff or closing in one transaction, and sends the
 * customer what it wrote: the reply, or the reassurance. Safe to repeat: messages that were settled meanwhile are found taken,
 * and what an earlier attempt left - a line, a handoff's steps - is left to those that do such work.
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
  const loaded = await loadTurn(dependencies, rows, burst);
  const { decision, language } = await decideOrSayWhy(() => decideTurn(dependencies, burst, loaded, signal));
  signal.throwIfAborted();
  const ignoreNewer = input.overtaken >= MOST_OVERTAKEN;
  const turn = { conversationId, epoch: input.epoch, messageIds, language, decision, ignoreNewer };
  return carryOut(dependencies, await commitTurn(db, turn, timings));
}

/** Sends what the commit wrote, and says what is left to do. */
async function carryOut(dependencies: Dependencies, result: CommitTurnResult): Promise<AgentTurnResult> {
  switch (result.kind) {
    case 'reply': {
      const { conversation, more, handoffId } = await sendAnswer(dependencies, result.conversation, result.claim);
      return { kind: 'reply', more, handoffId, ...handlingOf(conversation) };
    }
    case 'handoff': {
      const { handoff, steps, claim } = result;
      const { conversation } = await sendAnswer(dependencies, result.conversation, claim);
      const opened = openHandoffOf(result.conversation, handoff, steps);
      return { kind: 'handoff', reason: handoff.reason, opened, ...handlingOf(conversation) };
    }
    case 'closing':
    case 'stale':
      return { kind: result.kind, ...handlingOf(result.conversation) };
  }
}

const NOTHING = { kind: 'nothing' } as const;
const MAY_HAVE_ANSWERED = { kind: 'reply', more: true } as const;

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

function handlingOf(conversation: Conversation | null): Handling {
  return { epoch: conversation?.epoch ?? 0, handler: conversation?.handler ?? 'ai' };
}

/** Blue ticks and "typing…" from the start of the turn. Best effort: never fails or delays it. */
function showAttention({ whatsapp }: Dependencies, burst: readonly Message[], signal: AbortSignal): void {
  const waMessageId = burst.at(-1)?.waMessageId;
  if (waMessageId != null) void whatsapp.markRead(waMessageId, { typing: true, signal });
}
