import { changeHandler } from '../db/conversations';
import { recordEvent } from '../db/events';
import type { Database } from '../db/pool';
import { shareTeammate } from '../db/teammates';
import { Refusal } from '../domain/refusal';
import { wake } from '../domain/wake';
import { command, type Click, type Done } from './command';
import { assignTo } from './hold';
import { openHandoff } from './open-handoff';
import { tellOfAssignment } from './tell-of-assignment';

/**
 * Gives the conversation to a teammate, who is mailed, with the assigner's note if there is one; who held it is mailed
 * too. Always allowed; in AI mode it opens a handoff. The new assignee does not hold it until they write, take over or
 * accept.
 * @throws Refusal `invalid_request` when the teammate does not exist or is inactive.
 */
export async function assign(db: Database, click: Click & { assigneeId: string; note?: string | null }): Promise<Done> {
  const { assigneeId, teammateId, clientId, note = null } = click;
  // Without a note the request is what it was before there were notes: a retry across a release is still the same.
  const request = { kind: 'assign', assigneeId, ...(note === null ? {} : { note }) };
  return command(db, click, request, async (tx, conversation) => {
    const assignee = await shareTeammate(tx, assigneeId);
    if (assignee?.active !== true) throw new Refusal('invalid_request', 'teammateId names no active teammate.');
    const answer = { conversationId: conversation.id };
    const tell = (handoffId: string) =>
      tellOfAssignment(tx, conversation, { handoffId, assigneeId, actorId: teammateId, note, clientId });
    if (conversation.handoffId === null) {
      const opened = await openHandoff(tx, conversation, {
        reason: 'requested_by_teammate',
        evidence: null,
        summary: null,
        turn: null,
        takenBy: null,
        assignee,
        requestedBy: teammateId,
      });
      await tell(opened.handoff.id);
      return { answer, wake: wake('assign', opened.conversation, { handoffId: opened.handoff.id }) };
    }
    const { handoffId } = conversation;
    if (conversation.assigneeId === assigneeId) {
      if (note !== null) await tell(handoffId);
      return { answer, wake: null };
    }
    await assignTo(tx, handoffId, assigneeId, assigneeId === teammateId ? 'skipped' : 'pending');
    const changed = await changeHandler(tx, conversation, {
      handler: 'teammate',
      handoffId,
      assigneeId,
      holderId: null,
      waitingSince: conversation.waitingSince,
    });
    await recordEvent(tx, conversation.id, { kind: 'assigned', handoffId, assigneeId, teammateId });
    await tell(handoffId);
    return { answer, wake: wake('assign', changed, { handoffId }) };
  });
}
