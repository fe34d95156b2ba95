import { recordEvent } from '../db/events';
import type { Database } from '../db/pool';
import { run } from '../db/query';
import { Refusal } from '../domain/refusal';
import { command, type Click, type Done } from './command';
import { actingTeammate } from './hold';
import { namedMessage } from './send-again';
import { stopWaiting } from './stop-waiting';

/**
 * A teammate knows that a message which nobody could confirm did arrive, their own team's or an answer of the AI that was
 * handed over for it: it asks no more, and the customer waits no longer for it. Its state stays `unconfirmed`, because WhatsApp has not said so; what it says later still counts.
 * @throws Refusal `stale` when WhatsApp has said that it failed, `invalid_request` for a message that answers nothing, and
 * those of `command`.
 */
export async function noteArrived(db: Database, click: Click & { messageId: string }): Promise<Done> {
  const { messageId } = click;
  return command(db, click, { kind: 'arrived', messageId }, async (tx, conversation) => {
    const { id, state, author, purpose } = await namedMessage(tx, conversation, messageId);
    if (author !== 'teammate' && !(author === 'ai' && purpose === 'reply'))
      throw new Refusal('invalid_request', 'Only an answer, of a teammate or of the AI, can be accounted for.');
    if (state === 'failed') throw new Refusal('stale', 'WhatsApp has said meanwhile that it did not arrive.');
    const answer = { messageId: id };
    if (state !== 'unconfirmed') return { answer, wake: null };
    const teammate = await actingTeammate(tx, click.teammateId);
    const told = await run(
      tx,
      `update message set arrived_at = now(), arrived_by = $2 where id = $1 and arrived_at is null
        and not exists (select 1 from message again where again.resend_of = $1)`,
      [id, teammate.id],
    );
    if (told === 0) return { answer, wake: null };
    await stopWaiting(tx, id);
    await recordEvent(tx, conversation.id, { kind: 'message_arrived', messageId: id, teammateId: teammate.id });
    return { answer, wake: null };
  });
}
