import type { SendMessageInput, SendMessageResult } from './contract';
import type { Dependencies } from './dependencies';
import { sendHead } from './send-head';

/**
 * Sends the next message of the conversation's line on WhatsApp. Safe to repeat: an earlier attempt's claim is found, and
 * a message that may already have been accepted is never sent again by itself.
 */
export async function sendMessage(dependencies: Dependencies, input: SendMessageInput): Promise<SendMessageResult> {
  const result = await sendHead(dependencies, input.conversationId);
  const { epoch, handler } = result.conversation ?? { epoch: 0, handler: 'ai' as const };
  switch (result.kind) {
    case 'empty':
      return { kind: 'empty', epoch, handler };
    case 'wait':
      return { kind: 'wait', ms: result.ms, ...(result.typing === true ? { typing: true } : {}), epoch, handler };
    case 'again':
      return { kind: 'wait', ms: result.afterMs, epoch, handler };
    default:
      return { kind: result.kind, more: result.more, handoffId: result.handoffId, epoch, handler };
  }
}
