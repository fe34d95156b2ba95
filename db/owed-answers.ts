import type { Transaction } from './pool';
import { run } from './query';

/** Keeps until when an answer was promised, and who promised it; the last promise counts. */
export async function setOwedAnswer(
  tx: Transaction,
  conversationId: string,
  { until, teammateId }: { until: Date; teammateId: string },
): Promise<void> {
  await run(tx, 'update conversation set owed_answer_at = $2, owed_by = $3 where id = $1', [
    conversationId,
    until,
    teammateId,
  ]);
}

/** An answer was given, or is not owed any more; false when none was owed. */
export async function clearOwedAnswer(tx: Transaction, conversationId: string): Promise<boolean> {
  const cleared = await run(
    tx,
    'update conversation set owed_answer_at = null, owed_by = null where id = $1 and owed_answer_at is not null',
    [conversationId],
  );
  return cleared > 0;
}
