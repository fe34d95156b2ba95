import { createHash } from 'node:crypto';
import { z } from 'zod';
import { lockConversation, type Conversation } from '../db/conversations';
import { transaction, type Database, type Transaction } from '../db/pool';
import { maybeRow, run } from '../db/query';
import { Refusal } from '../domain/refusal';
import type { Wake } from '../domain/wake';

/** A teammate's click on a conversation. */
export interface Click {
  conversationId: string;
  teammateId: string;
  /** Made by the client before its first try, and repeated on every retry. */
  clientId: string;
}

/** What a command leaves: the client's answer, and whom to ring. */
export interface Done {
  answer: Answer;
  wake: Wake | null;
}

/** What the first call returned, kept and repeated: the message, note or conversation the client is shown. */
export type Answer = { messageId: string } | { noteId: string } | { conversationId: string };

/**
 * Runs a click once under the conversation's lock. The same `clientId` again returns the first answer and changes nothing.
 * @throws Refusal `not_found`; `client_id_reused` when the id stood for another request; whatever `work` refuses.
 */
export async function command(
  db: Database,
  click: Click,
  request: unknown,
  work: (tx: Transaction, conversation: Conversation) => Promise<Done>,
): Promise<Done> {
  const hash = createHash('sha256')
    .update(JSON.stringify([click.teammateId, request]))
    .digest();
  return transaction(db, async (tx) => {
    const conversation = await lockConversation(tx, click.conversationId);
    if (conversation === null) throw new Refusal('not_found', 'There is no conversation with this id.');
    const earlier = await findEarlier(tx, conversation.id, click.clientId);
    if (earlier !== null) {
      if (!earlier.hash.equals(hash))
        throw new Refusal('client_id_reused', 'This clientId was used for another request: make a new one per click.');
      return { answer: earlier.answer, wake: null };
    }
    const done = await work(tx, conversation);
    await run(tx, 'insert into command (conversation_id, client_id, request_hash, answer) values ($1, $2, $3, $4)', [
      conversation.id,
      click.clientId,
      hash,
      JSON.stringify(done.answer),
    ]);
    return done;
  });
}

const Earlier = z.object({
  hash: z.instanceof(Buffer),
  answer: z.union([
    z.object({ messageId: z.string() }),
    z.object({ noteId: z.string() }),
    z.object({ conversationId: z.string() }),
  ]),
});

function findEarlier(tx: Transaction, conversationId: string, clientId: string) {
  return maybeRow(
    tx,
    Earlier,
    'select request_hash as hash, answer from command where conversation_id = $1 and client_id = $2',
    [conversationId, clientId],
  );
}
