import express, { Router } from 'express';
import { z } from 'zod';
import type { Simulate } from './simulate';

const Who = z.object({
  id: z.string().optional(),
  waId: z.string().optional(),
  bsuid: z.string().optional(),
  name: z.string().optional(),
  username: z.string().optional(),
  hidesPhone: z.boolean().optional(),
  language: z.string().optional(),
});
const Message = z.looseObject({ type: z.string() });

export interface SimulateRoutesOptions {
  simulate: Simulate;
  rawWebhook: (body: string, signature: 'good' | 'bad' | 'none') => Promise<number | null>;
  verifyWebhook: () => Promise<boolean>;
}

/**
 * `simulate` over HTTP, under `/__sandbox/`. Bodies are JSON; `customer` names one by id, waId or bsuid and creates it if needed:
 * `POST inbound|echo {customer, message}`, `reaction {customer, messageId, emoji}`, `edit {customer, messageId, text}`,
 * `revoke {customer, messageId}`, `number-change {customer, waId}`, `status {waMessageId, status, errorCode?, key?, customer?}`,
 * `webhook {body, signature?}` (body: a string is posted as it is), `clock {advanceMs}`, `window {customer, lastCustomerMessageAtMs}`,
 * `customer {customer, online?, readReceipts?}`, `settings {pairRate?, windowRefusal?}`, `verify`.
 */
export function simulateRoutes({ simulate, rawWebhook, verifyWebhook }: SimulateRoutesOptions): Router {
  const router = Router();
  router.use(express.json({ limit: '5mb' }));
  const post = <Shape extends z.ZodType>(path: string, shape: Shape, act: (body: z.output<Shape>) => unknown) =>
    router.post(path, async (req, res) => {
      res.json((await act(shape.parse(req.body ?? {}))) ?? {});
    });

  const about = z.object({ customer: Who, messageId: z.string() });
  post('/inbound', z.object({ customer: Who, message: Message }), ({ customer, message }) => ({
    id: simulate.inbound(who(customer), message).id,
  }));
  post('/echo', z.object({ customer: Who, message: Message }), ({ customer, message }) => ({
    id: simulate.echo(who(customer), message).id,
  }));
  post('/reaction', about.extend({ emoji: z.string() }), ({ customer, messageId, emoji }) => ({
    id: simulate.react(who(customer), messageId, emoji).id,
  }));
  post('/edit', about.extend({ text: z.string() }), ({ customer, messageId, text }) => ({
    id: simulate.edit(who(customer), messageId, text).id,
  }));
  post('/revoke', about, ({ customer, messageId }) => ({ id: simulate.revoke(who(customer), messageId).id }));
  post('/number-change', z.object({ customer: Who, waId: z.string().regex(/^\d+$/) }), ({ customer, waId }) => ({
    id: simulate.changeNumber(who(customer), waId).id,
  }));
  post(
    '/status',
    z.object({
      waMessageId: z.string(),
      status: z.enum(['sent', 'delivered', 'read', 'failed']),
      errorCode: z.number().int().optional(),
      key: z.string().optional(),
      customer: Who.optional(),
    }),
    ({ waMessageId, status, errorCode, key, customer }) =>
      simulate.status(waMessageId, status, {
        ...(errorCode !== undefined && { errorCode }),
        ...(key !== undefined && { key }),
        ...(customer !== undefined && { who: who(customer) }),
      }),
  );
  post(
    '/webhook',
    z.object({ body: z.unknown(), signature: z.enum(['good', 'bad', 'none']).default('good') }),
    async ({ body, signature }) => ({
      status: await rawWebhook(typeof body === 'string' ? body : JSON.stringify(body), signature),
    }),
  );
  post('/clock', z.object({ advanceMs: z.number() }), ({ advanceMs }) => simulate.advanceClock(advanceMs));
  post(
    '/window',
    z.object({ customer: Who, lastCustomerMessageAtMs: z.number() }),
    ({ customer, lastCustomerMessageAtMs }) =>
      simulate.setLastCustomerMessageAt(who(customer), lastCustomerMessageAtMs),
  );
  post(
    '/customer',
    z.object({ customer: Who, online: z.boolean().optional(), readReceipts: z.boolean().optional() }),
    ({ customer, online, readReceipts }) => {
      if (online !== undefined) simulate.setOnline(who(customer), online);
      if (readReceipts !== undefined) simulate.setReadReceipts(who(customer), readReceipts);
      return simulate.customer(who(customer));
    },
  );
  post(
    '/settings',
    z.object({ pairRate: z.boolean().optional(), windowRefusal: z.enum(['async', 'sync']).optional() }),
    ({ pairRate, windowRefusal }) =>
      simulate.settings({
        ...(pairRate !== undefined && { pairRate }),
        ...(windowRefusal !== undefined && { windowRefusal }),
      }),
  );
  post('/verify', z.object({}), async () => ({ verified: await verifyWebhook() }));
  router.get('/customers', (_req, res) => void res.json({ items: simulate.customers() }));
  router.get('/customers/:id/messages', (req, res) => void res.json({ items: simulate.chat({ id: req.params.id }) }));
  return router;
}

/** Without the ids that were left out. */
function who(given: z.output<typeof Who>): Parameters<Simulate['customer']>[0] {
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
}
