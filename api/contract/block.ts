import { z } from 'zod';
import { command } from './command';
import { clientId, text } from './fields';
import type { Operation } from './operation';

export const Block = z
  .strictObject({
    clientId,
    /** For the team. */
    reason: text(500).nullish(),
  })
  .meta({ id: 'Block' });

export const Unblock = z.strictObject({ clientId }).meta({ id: 'Unblock' });

export const BLOCK_OPERATIONS: readonly Operation[] = [
  command(
    'block',
    'Store and close whatever this customer writes, answered by nobody; an open handoff ends. WhatsApp is not told',
    Block,
    ['handled_by_other'],
  ),
  command('unblock', 'Answer this customer again', Unblock),
];
