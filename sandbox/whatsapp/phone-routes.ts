import { randomUUID } from 'node:crypto';
import express, { Router } from 'express';
import { z } from 'zod';
import type { LiveUpdates } from '../http/live-updates';
import { readBody } from '../http/read-body';
import type { Customer } from './customer';
import type { CustomerPhone } from './customer-phone';
import type { World } from './world';

const SHOWN_MESSAGES = 300;
const NewCustomer = z.object({
  name: z.string().trim().min(1).max(60),
  hidesPhone: z.boolean().default(false),
  language: z.string().max(10).default('en'),
});
const Message = z.looseObject({ type: z.string() });
const Switches = z.object({ online: z.boolean().optional(), readReceipts: z.boolean().optional() });
const MEDIA_TYPES = ['image', 'video', 'audio', 'document', 'sticker'];

/** What the phone page calls, under `/__sandbox/phone/`. */
export function phoneRoutes(world: World, phone: CustomerPhone, live: LiveUpdates): Router {
  const { chats, media } = world;
  const router = Router();

  router.get('/events', (_req, res) => {
    const page = randomUUID();
    // A page that is gone looks at nothing.
    res.once('close', () => phone.open(page, null));
    live.join(res, { event: 'state', data: { page, ...state(world) } });
  });
  router.get('/media/:id', (req, res) => {
    const file = media.find(req.params.id);
    if (file === undefined) {
      res.status(404).end();
      return;
    }
    const shown = /^(image\/(jpeg|png|webp|gif)|audio\/|video\/)/.test(file.mimeType);
    res.setHeader('content-security-policy', "default-src 'none'; sandbox");
    res.setHeader('x-content-type-options', 'nosniff');
    if (!shown) res.attachment(file.filename ?? file.id);
    res.type(shown ? file.mimeType : 'application/octet-stream').send(media.bytes(file.id));
  });
  /** The body is the file itself. */
  router.post('/customers/:id/media/:type', async (req, res) => {
    const customer = chats.find({ id: req.params.id });
    const { type } = req.params;
    if (customer === undefined || !MEDIA_TYPES.includes(type)) {
      res.status(404).json({ error: 'No such customer or type of media.' });
      return;
    }
    const filename = typeof req.query['filename'] === 'string' ? req.query['filename'] : null;
    const caption = typeof req.query['caption'] === 'string' ? req.query['caption'] : null;
    const file = media.add(await readBody(req), req.headers['content-type'] ?? 'application/octet-stream', filename);
    const content = {
      id: file.id,
      mime_type: file.mimeType,
      sha256: file.sha256.base64,
      ...(type === 'audio' && { voice: true }),
      ...(type === 'document' && { filename: filename ?? 'document' }),
      ...(type === 'sticker' && { animated: false }),
      ...(caption !== null && caption !== '' && { caption }),
    };
    res.status(201).json({ id: phone.send(customer, { type, [type]: content }).id });
  });

  router.use(express.json());
  router.post('/customers', (req, res) => {
    const { name, hidesPhone, language } = NewCustomer.parse(req.body);
    const username = hidesPhone ? name.toLowerCase().replace(/[^a-z0-9]+/g, '.') : null;
    res.status(201).json(chats.add({ name, hidesPhone, language, username }));
  });
  router.post('/open', (req, res) => {
    const { page, customerId } = z.object({ page: z.string(), customerId: z.string().nullable() }).parse(req.body);
    phone.open(page, customerId === null ? null : (chats.find({ id: customerId }) ?? null));
    res.status(204).end();
  });
  router.post('/retry', (_req, res) => {
    world.webhooks.retryNow();
    res.status(204).end();
  });
  router.use('/customers/:id', (req, res, next) => {
    if (chats.find({ id: req.params.id }) === undefined) res.status(404).json({ error: 'No such customer.' });
    else next();
  });
  const known = (id: string): Customer => chats.change(id, {});
  router.post('/customers/:id/messages', (req, res) => {
    res.status(201).json({ id: phone.send(known(req.params.id), Message.parse(req.body)).id });
  });
  router.patch('/customers/:id', (req, res) => {
    const { online, readReceipts } = Switches.parse(req.body);
    if (online !== undefined) phone.setOnline(known(req.params.id), online);
    if (readReceipts !== undefined) phone.setReadReceipts(known(req.params.id), readReceipts);
    res.json(known(req.params.id));
  });
  return router;
}

/** All that a fresh page needs. */
function state({ business, chats, screen, clock }: World): Record<string, unknown> {
  const customers = chats.customers();
  return {
    business,
    customers,
    messages: customers.flatMap((customer) => chats.messagesOf(customer.id).slice(-SHOWN_MESSAGES)),
    typing: screen.typing().filter(({ untilMs }) => untilMs > clock.nowMs()),
    nowMs: clock.nowMs(),
  };
}
