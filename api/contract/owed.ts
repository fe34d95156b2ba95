import { z } from 'zod';
import { command } from './command';
import { clientId } from './fields';
import type { Operation } from './operation';

export const OweAnswer = z
  .strictObject({
    clientId,
    /** When the answer was promised for; null when none is owed any more. */
    until: z.iso.datetime({ offset: true }).nullable(),
  })
  .meta({ id: 'OweAnswer' });

export const OWED_OPERATIONS: readonly Operation[] = [
  command(
    'owe',
    'Keep the conversation waiting until a promised answer is given, or say that none is owed',
    OweAnswer,
    ['handled_by_other', 'stale'],
  ),
];
