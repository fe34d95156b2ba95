import { noteArrival, type Conversation } from '../db/conversations';
import { insertDraft } from '../db/messages';
import type { Database } from '../db/pool';
import { Refusal } from '../domain/refusal';
import { isServiceWindowOpen } from '../domain/service-window';
import { wake } from '../domain/wake';
import { command, type Click, type Done } from './command';
import { actingTeammate, answeredByPerson, hold, refuseIfHeldByOther } from './hold';

/**
 * Stores a teammate's reply; it will be sent once. Replying takes the conversation over: from this commit on the AI is
 * silent until the conversation is resolved.
 * @throws Refusal `handled_by_other`, `service_window_closed`, and those of `command`.
 */
export async function replyAsTeammate(db: Database, click: Click & { text: string }): Promise<Done> {
  return command(db, click, { kind: 'reply', text: click.text }, async (tx, conversation) => {
    await refuseIfHeldByOther(tx, conversation, click.teammateId);
    refuseIfWindowClosed(conversation);
    const held = await hold(tx, conversation, await actingTeammate(tx, click.teammateId));
    await answeredByPerson(tx, held);
    const place = {
      number: held.conversation.lastNumber + 1,
      placedAt: held.conversation.newestPlacedAt ?? new Date(),
    };
    const message = await insertDraft(tx, conversation.id, place, {
      author: 'teammate',
      teammateId: click.teammateId,
      purpose: 'reply',
      kind: 'text',
      text: click.text,
      payload: {},
      clientId: click.clientId,
      epoch: null,
      turnId: null,
      handoffId: held.handoffId,
    });
    const changed = await noteArrival(tx, conversation.id, {
      lastNumber: place.number,
      placedAt: place.placedAt,
      customerAt: null,
      waitingSince: null,
    });
    // A new holder is worth a look by the handoff's coroutine; more of the same person's words are not.
    const changedHands = held.conversation.epoch !== conversation.epoch;
    return {
      answer: { messageId: message.id },
      wake: wake('teammateReply', changed, { outbound: true, handoffId: changedHands ? held.handoffId : null }),
    };
  });
}

function refuseIfWindowClosed({ lastCustomerMessageAt }: Conversation): void {
  if (lastCustomerMessageAt !== null && isServiceWindowOpen(lastCustomerMessageAt, new Date())) return;
  throw new Refusal(
    'service_window_closed',
    'The customer wrote more than 24 hours ago: WhatsApp accepts only an approved template until they write again.',
  );
}
