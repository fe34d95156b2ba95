import { z } from 'zod';
import type { Operation } from './operation';

/** Whether this session's browser is told while no page is open, and the key it subscribes with. */
export const Push = z
  .object({
    /** VAPID public key, base64url: the browser's `applicationServerKey`. */
    publicKey: z.string(),
    isOn: z.boolean(),
  })
  .meta({ id: 'Push' });

export type Push = z.output<typeof Push>;

/** What `PushSubscription.toJSON()` gives. */
export const PushSubscription = z
  .object({
    /** The push service's address for this browser; https, on the public internet. */
    endpoint: z.url().max(1_000),
    keys: z.object({
      /** 65 bytes, base64url. */
      p256dh: z.string().regex(/^B[\w-]{86}=?$/),
      /** 16 bytes, base64url. */
      auth: z.string().regex(/^[\w-]{22}(==)?$/),
    }),
  })
  .meta({ id: 'PushSubscription' });

const tag = 'Push';

export const PUSH_OPERATIONS: readonly Operation[] = [
  {
    method: 'get',
    path: '/api/push',
    tag,
    summary: 'Whether this browser is told while no page is open, and the key to subscribe with',
    access: 'teammate',
    answer: { status: 200, schema: Push },
  },
  {
    method: 'put',
    path: '/api/push/subscription',
    tag,
    summary: 'Tell this browser what its teammate would not want to miss; ends with the session',
    access: 'teammate',
    body: PushSubscription,
    answer: { status: 204 },
  },
  {
    method: 'delete',
    path: '/api/push/subscription',
    tag,
    summary: 'Tell this browser nothing more',
    access: 'teammate',
    answer: { status: 204 },
  },
];
