import { z } from 'zod';
import { HANDOFF_REASONS } from '../../domain/handoff-reason';
import { Conversation } from './conversation';
import { clientId, id, text } from './fields';
import { NOTE_LIMIT } from './note';
import type { Operation } from './operation';
import type { ProblemCode } from './problem';

export const TakeOver = z
  .strictObject({
    clientId,
    /** The holder the client saw; taking over from somebody else needs it. */
    from: id.nullish(),
  })
  .meta({ id: 'TakeOver' });

export const Assign = z
  .strictObject({
    clientId,
    teammateId: id,
    /** For the assignee: in their mail, and in the history as a note. */
    note: text(NOTE_LIMIT).nullish(),
  })
  .meta({ id: 'Assign' });

export const Resolve = z
  .strictObject({
    clientId,
    outcome: text(2_000).nullish(),
    /** The handoff the client saw: another open one is not resolved by this click. */
    handoffId: id.nullish(),
    /** The last message the client had seen: later ones are the AI's. */
    seenMessageId: id.nullish(),
  })
  .meta({ id: 'Resolve' });

export const HandOff = z
  .strictObject({ clientId, reason: z.enum(HANDOFF_REASONS).default('requested_by_teammate') })
  .meta({ id: 'HandOff' });

/** A click on a conversation, documented. */
export function command(
  name: string,
  summary: string,
  body: z.ZodType,
  refuses: readonly ProblemCode[] = [],
): Operation {
  return {
    method: 'post',
    path: `/api/conversations/{id}/${name}`,
    tag: 'Commands',
    summary,
    access: 'teammate',
    body,
    answer: { status: 200, schema: Conversation },
    refuses: ['not_found', 'client_id_reused', ...refuses],
  };
}

export const COMMAND_OPERATIONS: readonly Operation[] = [
  command('take-over', 'Hold the conversation; the AI is silent from the answer on', TakeOver, [
    'handled_by_other',
    'customer_blocked',
  ]),
  command('assign', 'Give the conversation to a teammate; in AI mode this opens a handoff', Assign, [
    'customer_blocked',
  ]),
  command('resolve', 'End the handoff and give the conversation back to the AI', Resolve, [
    'handled_by_other',
    'stale',
  ]),
  command('handoff', 'Hand the conversation to whom the settings choose', HandOff, ['customer_blocked']),
];
