import { z } from 'zod';
import { command } from './command';
import { clientId, id } from './fields';
import type { Operation } from './operation';

export const UndoClosing = z
  .strictObject({
    clientId,
    /** The turn that closed the messages: `turnId` of its `turn_decided` event, or `turn.id` behind a message. */
    turnId: id,
  })
  .meta({ id: 'UndoClosing' });

export const UNDO_CLOSING_OPERATIONS: readonly Operation[] = [
  command(
    'undo-closing',
    'A person wrote what was closed as spam or as a machine’s reply: it is answered after all, and nothing is closed so again',
    UndoClosing,
    ['customer_blocked'],
  ),
];
