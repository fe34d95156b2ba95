import type { Conversation } from '../db/conversations';
import { emailKey, findEmail } from '../db/emails';
import { listSteps } from '../db/handoffs';
import { insertNote } from '../db/notes';
import { insertNotice } from '../db/notices';
import type { Transaction } from '../db/pool';

interface Assignment {
  handoffId: string;
  assigneeId: string;
  /** Whose click it was. */
  actorId: string;
  /** The assigner's words. */
  note: string | null;
  clientId: string;
}

/**
 * Stores the assigner's note and the mails that the handoff mail does not cover: to whoever held the conversation `before`,
 * and to an assignee who has had this handoff's mail before, which goes to nobody twice.
 */
export async function tellOfAssignment(tx: Transaction, before: Conversation, assignment: Assignment): Promise<void> {
  const { assigneeId, actorId } = assignment;
  const conversationId = before.id;
  const noteId = assignment.note === null ? null : await keepNote(tx, conversationId, assignment, assignment.note);
  if (!(await isMailToCome(tx, assignment)))
    await insertNotice(tx, {
      // Words to somebody who has it already are a mention; the conversation itself is no news to them.
      kind: before.assigneeId === assigneeId ? 'mention' : 'assigned',
      conversationId,
      teammateId: assigneeId,
      actorId,
      noteId,
      assigneeId,
    });
  if (before.holderId !== null && before.holderId !== assigneeId)
    await insertNotice(tx, {
      kind: actorId === assigneeId ? 'taken_over' : 'assigned_away',
      conversationId,
      teammateId: before.holderId,
      actorId,
      noteId: null,
      assigneeId,
    });
}

async function keepNote(tx: Transaction, conversationId: string, assignment: Assignment, text: string) {
  const { handoffId, assigneeId, actorId, clientId } = assignment;
  const { id } = await insertNote(tx, conversationId, {
    teammateId: actorId,
    text,
    mentions: [],
    assignment: { handoffId, assigneeId },
    clientId,
  });
  return id;
}

/** Whether the assignee's handoff mail is still to be rendered: it will quote the note. */
async function isMailToCome(tx: Transaction, { handoffId, assigneeId }: Assignment): Promise<boolean> {
  const steps = await listSteps(tx, handoffId);
  const step = steps.find(({ kind, teammateId }) => kind === 'email' && teammateId === assigneeId);
  return step?.state === 'pending' && (await findEmail(tx, emailKey(handoffId, assigneeId))) === null;
}
