import type { Conversation } from '../db/conversations';
import { wake } from '../domain/wake';
import type { Claim } from '../transactions/claim-outbound';
import type { Dependencies } from './dependencies';
import { sendHead } from './send-head';

/** A long answer is a few messages; whatever else waits in the line is `sendMessage`'s. */
const MOST_MESSAGES = 5;

/** The customer's next message is not kept waiting by a WhatsApp that is slow to take this answer. */
const PATIENCE_MS = 1_000;

/** What sending left to do. */
export interface Left {
  conversation: Conversation;
  more: boolean;
  handoffId: string | null;
}

/**
 * Sends what a turn has just committed, its answer or a reassurance, in the same activity: a second one would cost a third of
 * the way from a question to its answer. The line's own rules hold, a takeover's silence included, and a line that must wait is left to `sendMessage`.
 * A request that takes long goes on beside the workflow, which is rung if it leaves anything to do. Never fails: the turn is
 * committed, and repeating it would not bring the answer.
 */
export async function sendAnswer(
  dependencies: Dependencies,
  committed: Conversation,
  claim: Claim | null,
): Promise<Left> {
  const sending = sendLine(dependencies, committed, claim);
  const left = await within(PATIENCE_MS, sending);
  if (left === null) dependencies.beside(sending.then((late) => ringFor(dependencies, late)));
  return left ?? { conversation: committed, more: false, handoffId: null };
}

/** Never rejects. */
async function sendLine(dependencies: Dependencies, conversation: Conversation, first: Claim | null): Promise<Left> {
  const left: Left = { conversation, more: true, handoffId: null };
  try {
    let claim = first;
    for (let message = 0; message < MOST_MESSAGES && left.more; message++) {
      const head = await sendHead(dependencies, conversation.id, claim);
      claim = null;
      left.conversation = head.conversation ?? left.conversation;
      if (head.kind === 'wait' || head.kind === 'again') break;
      left.more = head.kind !== 'empty' && head.more;
      if (head.kind !== 'empty') left.handoffId ??= head.handoffId;
    }
  } catch {
    dependencies.log.warn({ conversationId: conversation.id }, 'an answer is left to its line');
  }
  return left;
}

async function within<Result>(ms: number, work: Promise<Result>): Promise<Result | null> {
  let timer: NodeJS.Timeout | undefined;
  const over = new Promise<null>((resolve) => (timer = setTimeout(() => resolve(null), ms)));
  try {
    return await Promise.race([work, over]);
  } finally {
    clearTimeout(timer);
  }
}

function ringFor({ ring }: Dependencies, { conversation, more, handoffId }: Left): void {
  if (!more && handoffId === null) return;
  ring(wake(handoffId === null ? 'sweep' : 'deliveryFailed', conversation, { outbound: more, handoffId }));
}
