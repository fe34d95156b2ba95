import { recordEvent } from '../db/events';
import { insertNotice } from '../db/notices';
import type { Database } from '../db/pool';
import { wake } from '../domain/wake';
import { command, type Click, type Done } from './command';
import { actingTeammate, hold, refuseIfHeldByOther } from './hold';

/**
 * Makes the teammate the holder; the AI is silent from this commit on. `from` names the holder the client saw: taking over
 * from somebody else needs it, and it must still be true. Who held it is mailed.
 * @throws Refusal `handled_by_other` with who holds it now.
 */
export async function takeOver(db: Database, click: Click & { from: string | null }): Promise<Done> {
  return command(db, click, { kind: 'take-over', from: click.from }, async (tx, conversation) => {
    if (click.from === null || click.from !== conversation.holderId)
      await refuseIfHeldByOther(tx, conversation, click.teammateId);
    const held = await hold(tx, conversation, await actingTeammate(tx, click.teammateId));
    const answer = { conversationId: held.conversation.id };
    if (held.conversation.epoch === conversation.epoch) return { answer, wake: null };
    await recordEvent(tx, conversation.id, {
      kind: 'taken_over',
      handoffId: held.handoffId,
      teammateId: click.teammateId,
      ...(conversation.holderId === null ? {} : { from: conversation.holderId }),
    });
    if (conversation.holderId !== null)
      await insertNotice(tx, {
        kind: 'taken_over',
        conversationId: conversation.id,
        teammateId: conversation.holderId,
        actorId: click.teammateId,
        noteId: null,
        assigneeId: click.teammateId,
      });
    return { answer, wake: wake('takeOver', held.conversation, { handoffId: held.handoffId }) };
  });
}
