import { insertNote } from '../db/notes';
import { insertNotice } from '../db/notices';
import type { Database, Transaction } from '../db/pool';
import { Id, rows } from '../db/query';
import { command, type Click, type Done } from './command';
import { actingTeammate } from './hold';

/**
 * Stores a note for the team and what the mentioned are to be mailed; nothing else of the conversation changes. Who is no
 * teammate any more is not mentioned.
 * @throws Refusal `teammate_inactive`, and those of `command`.
 */
export async function addNote(
  db: Database,
  click: Click & { text: string; mentions: readonly string[] },
): Promise<Done> {
  const { text, mentions, teammateId, clientId } = click;
  return command(db, click, { kind: 'note', text, mentions }, async (tx, conversation) => {
    await actingTeammate(tx, teammateId);
    const mentioned = await activeOf(tx, mentions);
    const note = await insertNote(tx, conversation.id, {
      teammateId,
      text,
      mentions: mentioned,
      assignment: null,
      clientId,
    });
    for (const id of mentioned)
      await insertNotice(tx, {
        kind: 'mention',
        conversationId: conversation.id,
        teammateId: id,
        actorId: teammateId,
        noteId: note.id,
        assigneeId: null,
      });
    return { answer: { noteId: note.id }, wake: null };
  });
}

async function activeOf(tx: Transaction, ids: readonly string[]): Promise<string[]> {
  const active = await rows(tx, Id, 'select id from teammate where id = any($1) and active order by id', [ids]);
  return active.map(({ id }) => id);
}
