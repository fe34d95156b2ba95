import { clearOwedAnswer, setOwedAnswer } from '../db/owed-answers';
import { recordEvent } from '../db/events';
import type { Database } from '../db/pool';
import { Refusal } from '../domain/refusal';
import { command, type Click, type Done } from './command';
import { actingTeammate, refuseIfHeldByOther } from './hold';

const MOST_MS = 366 * 24 * 60 * 60 * 1_000;

/**
 * Notes that the customer was promised an answer by `until`, or, with null, that none is owed any more. The next human
 * message or the resolve ends it too. It is the conversation's: whoever answers owes it.
 * @throws Refusal `handled_by_other`; `stale` where the AI answers; `invalid_request` for a moment that is not ahead.
 */
export async function oweAnswer(db: Database, click: Click & { until: Date | null }): Promise<Done> {
  const { until, teammateId } = click;
  return command(db, click, { kind: 'owe', until: until?.toISOString() ?? null }, async (tx, conversation) => {
    const answer = { conversationId: conversation.id };
    await refuseIfHeldByOther(tx, conversation, teammateId);
    await actingTeammate(tx, teammateId);
    if (until === null) {
      if (await clearOwedAnswer(tx, conversation.id))
        await recordEvent(tx, conversation.id, { kind: 'owed_answer_done', teammateId });
      return { answer, wake: null };
    }
    if (conversation.handler === 'ai')
      throw new Refusal('stale', 'The AI answers this customer: take over before you promise an answer.');
    const aheadMs = until.getTime() - Date.now();
    if (aheadMs <= 0 || aheadMs > MOST_MS) throw notAhead();
    await setOwedAnswer(tx, conversation.id, { until, teammateId });
    await recordEvent(tx, conversation.id, { kind: 'answer_owed', teammateId, until: until.toISOString() });
    return { answer, wake: null };
  });
}

function notAhead(): Refusal {
  const message = 'must be ahead, and within a year';
  return new Refusal('invalid_request', `until ${message}.`, { errors: [{ field: 'until', message }] });
}
