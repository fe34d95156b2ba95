import { storeSummary, type Handoff } from '../db/handoffs';
import { together } from '../db/pool';
import { readSummaryFacts } from '../db/summary-facts';
import type { Teammate } from '../db/teammates';
import { findNote } from '../db/turns';
import { extractSummary } from '../domain/summary/extract-summary';
import type { Dependencies } from './dependencies';
import { loadTurn, readTurn } from './turn-context';

/**
 * What this teammate needs to know about a handoff, in their language, as stored for the inbox: by a model if there is one,
 * else, or when it fails or takes longer than `timings.summary`, out of the customer's own words. Never throws.
 */
export async function summariseHandoff(
  dependencies: Dependencies,
  handoff: Handoff,
  teammate: Pick<Teammate, 'language'>,
): Promise<string | null> {
  const { db, log } = dependencies;
  try {
    const summary =
      (await byModel(dependencies, handoff, teammate)) ?? (await extracted(dependencies, handoff, teammate));
    if (summary !== handoff.summary) await storeSummary(db, handoff.id, summary);
    return summary;
  } catch {
    log.warn({ handoffId: handoff.id }, 'no new summary of a handoff; the one that was stored stays');
    return handoff.summary;
  }
}

async function byModel(
  dependencies: Dependencies,
  { id, conversationId }: Handoff,
  { language }: Pick<Teammate, 'language'>,
): Promise<string | null> {
  const { db, agent, log, timings } = dependencies;
  if (agent.summarise === undefined) return null;
  try {
    const rows = await readTurn(db, conversationId);
    if (rows === null) return null;
    const { context } = await loadTurn(dependencies, rows, []);
    return await agent.summarise(context, language, { signal: AbortSignal.timeout(timings.summary) });
  } catch {
    log.warn({ handoffId: id }, 'the model wrote no summary');
    return null;
  }
}

/** With what the AI said of its last try, when a turn decided it. */
async function extracted(
  { db }: Dependencies,
  { conversationId, turnId }: Handoff,
  { language }: Pick<Teammate, 'language'>,
): Promise<string> {
  const [facts, note] = await together(db, (one) =>
    Promise.all([readSummaryFacts(one, conversationId), turnId === null ? null : findNote(one, turnId)]),
  );
  return extractSummary(facts, language, note);
}
