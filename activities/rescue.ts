import { rescue as rescueMessage } from '../transactions/rescue';
import type { RescueInput, RescueResult } from './contract';
import type { Dependencies } from './dependencies';

/** Hands off a customer message that nothing has settled for too long. Safe to repeat. */
export async function rescue({ db, log }: Dependencies, { messageId }: RescueInput): Promise<RescueResult> {
  const handoff = await rescueMessage(db, messageId);
  if (handoff !== null)
    log.warn({ conversationId: handoff.conversationId, messageId }, 'the watchdog handed off an unanswered message');
  return { handoffId: handoff?.id ?? null };
}
