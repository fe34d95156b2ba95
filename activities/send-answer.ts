import type { AgentTurnResult, Handling } from './contract';
import type { Dependencies } from './dependencies';
import { sendHead } from './send-head';

/** A long answer is a few messages; whatever else waits in the line is `sendMessage`'s. */
const MOST_MESSAGES = 5;

/**
 * Sends what a turn has just committed, in the same activity: a second one would cost a third of the way from a question to
 * its answer. The line's own rules hold, a takeover's silence included, and a line that must wait is left to `sendMessage`.
 * Never fails: the turn is committed, and repeating it would not bring the answer.
 */
export async function sendAnswer(
  dependencies: Dependencies,
  conversationId: string,
  committed: Handling,
): Promise<AgentTurnResult> {
  const left = { kind: 'reply' as const, more: true, handoffId: null as string | null, ...committed };
  try {
    for (let message = 0; message < MOST_MESSAGES && left.more; message++) {
      const head = await sendHead(dependencies, conversationId);
      if (head.conversation !== null) Object.assign(left, handlingOf(head.conversation));
      if (head.kind === 'wait' || head.kind === 'again') break;
      left.more = head.kind !== 'empty' && head.more;
      if (head.kind !== 'empty') left.handoffId ??= head.handoffId;
    }
  } catch {
    dependencies.log.warn({ conversationId }, 'an answer is left to its line');
  }
  return left;
}

function handlingOf({ epoch, handler }: Handling): Handling {
  return { epoch, handler };
}
