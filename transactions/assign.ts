import { changeHandler } from '../db/conversations';
import { recordEvent } from '../db/events';
import type { Database } from '../db/pool';
import { findTeammate } from '../db/teammates';
import { Refusal } from '../domain/refusal';
import { wake } from '../domain/wake';
import { command, type Click, type Done } from './command';
import { assignTo } from './hold';
import { openHandoff } from './open-handoff';

/**
 * Gives the conversation to a teammate, who is mailed. Always allowed; in AI mode it opens a handoff. The new assignee
 * does not hold it until they write, take over or accept.
 * @throws Refusal `invalid_request` when the teammate does not exist or is inactive.
 */
export async function assign(db: Database, click: Click & { assigneeId: string }): Promise<Done> {
  return command(db, click, { kind: 'assign', assigneeId: click.assigneeId }, async (tx, conversation) => {
    const assignee = await findTeammate(tx, click.assigneeId);
    if (assignee?.active !== true) throw new Refusal('invalid_request', 'teammateId names no active teammate.');
    if (conversation.handoffId === null) {
      const opened = await openHandoff(tx, conversation, {
        reason: 'requested_by_teammate',
        evidence: null,
        summary: null,
        turn: null,
        takenBy: null,
        assignee,
        requestedBy: click.teammateId,
      });
      return {
        answer: { conversationId: conversation.id },
        wake: wake('assign', opened.conversation, { handoffId: opened.handoff.id }),
      };
    }
    if (conversation.assigneeId === assignee.id) return { answer: { conversationId: conversation.id }, wake: null };
    await assignTo(tx, conversation.handoffId, assignee.id, assignee.id === click.teammateId ? 'skipped' : 'pending');
    const changed = await changeHandler(tx, conversation, {
      handler: 'teammate',
      handoffId: conversation.handoffId,
      assigneeId: assignee.id,
      holderId: null,
      waitingSince: conversation.waitingSince,
    });
    await recordEvent(tx, conversation.id, {
      kind: 'assigned',
      handoffId: conversation.handoffId,
      assigneeId: assignee.id,
      teammateId: click.teammateId,
    });
    return {
      answer: { conversationId: conversation.id },
      wake: wake('assign', changed, { handoffId: conversation.handoffId }),
    };
  });
}
