import { z } from 'zod';
import { id, text, time } from './fields';
import type { Operation } from './operation';

/** Who receives a handoff, and the owner's own words for the customer. PUT takes what GET returned, changed. */
export const HandoffSettings = z
  .strictObject({
    policy: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('fixed'), teammateId: id }),
      z.strictObject({ kind: z.literal('on_call') }),
      z.strictObject({ kind: z.literal('owner') }),
    ]),
    /** Used instead of our texts in every language; `{teammate}` is replaced by the name. Null for ours. */
    reassurance: text(1_000).nullable().default(null),
    /** Whether customers read a teammate's public first name at the beginning of a human stretch and at a change of person. */
    opensWithName: z.boolean().default(true),
  })
  .meta({ id: 'HandoffSettings' });

export type HandoffSettings = z.output<typeof HandoffSettings>;

/** One person named for today; nobody once `until` has passed. */
export const OnCall = z.object({ teammateId: id.nullable(), until: time.nullable() }).meta({ id: 'OnCall' });

export type OnCall = z.output<typeof OnCall>;

export const OnCallChange = z
  .strictObject({ teammateId: id.nullable(), until: z.iso.datetime({ offset: true }).nullish() })
  .meta({ id: 'OnCallChange' });

const tag = 'Settings';

export const SETTINGS_OPERATIONS: readonly Operation[] = [
  {
    method: 'get',
    path: '/api/settings/handoff',
    tag,
    summary: 'Who receives handoffs',
    access: 'teammate',
    answer: { status: 200, schema: HandoffSettings },
  },
  {
    method: 'put',
    path: '/api/settings/handoff',
    tag,
    summary: 'Choose who receives handoffs; read anew at every handoff',
    access: 'owner',
    body: HandoffSettings,
    answer: { status: 200, schema: HandoffSettings },
  },
  {
    method: 'get',
    path: '/api/on-call',
    tag,
    summary: 'Who is on call',
    access: 'teammate',
    answer: { status: 200, schema: OnCall },
  },
  {
    method: 'put',
    path: '/api/on-call',
    tag,
    summary: 'Name who is on call, or nobody',
    access: 'teammate',
    body: OnCallChange,
    answer: { status: 200, schema: OnCall },
  },
];
