import type { Database } from '../db/pool';
import type { HandoffReason } from '../domain/handoff-reason';
import { wake } from '../domain/wake';
import { command, type Click, type Done } from './command';
import { openHandoff } from './open-handoff';

/** Hands the conversation to whoever the settings choose, as if the AI had; a handoff that is open stays as it is. */
export async function requestHandoff(db: Database, click: Click & { reason: HandoffReason }): Promise<Done> {
  return command(db, click, { kind: 'handoff', reason: click.reason }, async (tx, conversation) => {
    const {
      kind,
      handoff,
      conversation: changed,
    } = await openHandoff(tx, conversation, {
      reason: click.reason,
      evidence: null,
      summary: null,
      turn: null,
      takenBy: null,
      assignee: null,
      requestedBy: click.teammateId,
    });
    const answer = { conversationId: changed.id };
    if (kind === 'already_open') return { answer, wake: null };
    return { answer, wake: wake('handOff', changed, { handoffId: handoff.id }) };
  });
}
