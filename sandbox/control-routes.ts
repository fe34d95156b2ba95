import express, { Router } from 'express';
import { z } from 'zod';
import type { FaultHandle, Faults } from './faults/faults';
import type { RequestLog } from './request-log';
import { logLine } from './request-log';
import type { WebhookFaultHandle, WebhookFaults } from './webhooks/webhook-faults';

export interface ControlRoutesOptions {
  log: RequestLog;
  faults: Faults;
  webhookFaults: WebhookFaults;
  setWebhookUrl: (url: string) => void;
}

const Release = z.object({ count: z.number().int().positive().optional() });

/**
 * What every stand-in offers under `/__sandbox/`: `GET log?after=`, `GET|POST|DELETE faults` and `webhook-faults`,
 * `POST|DELETE <either>/:id`, `POST <either>/:id/release`, `POST seed {seed}`, `PUT webhook-url {url}`.
 */
export function controlRoutes({ log, faults, webhookFaults, setWebhookUrl }: ControlRoutesOptions): Router {
  const router = Router();
  router.use(express.json({ limit: '5mb' }));
  router.get('/log', (req, res) => {
    const lines = log.entries(Number(req.query['after'] ?? 0)).map(logLine);
    res.type('application/json').send(`[${lines.join(',\n')}]`);
  });
  router.post('/seed', (req, res) => {
    const { seed } = z.object({ seed: z.number().int() }).parse(req.body);
    faults.seed(seed);
    webhookFaults.seed(seed);
    res.json({ seed });
  });
  router.put('/webhook-url', (req, res) => {
    const { url } = z.object({ url: z.url() }).parse(req.body);
    setWebhookUrl(url);
    res.json({ url });
  });
  router.use(
    '/faults',
    rules(faults, (body) => faults.add(body as Parameters<Faults['add']>[0])),
  );
  router.use(
    '/webhook-faults',
    rules(webhookFaults, (body) => webhookFaults.add(body as Parameters<WebhookFaults['add']>[0])),
  );
  return router;
}

interface Rules {
  list(): (FaultHandle | WebhookFaultHandle)[];
  find(id: string): FaultHandle | WebhookFaultHandle | undefined;
  clear(): void;
}

/** `add` parses the body itself. */
function rules(all: Rules, add: (body: unknown) => FaultHandle | WebhookFaultHandle): Router {
  const router = Router();
  const show = (handle: FaultHandle | WebhookFaultHandle) => ({
    id: handle.id,
    ...handle.rule,
    hits: handle.hits(),
    held: handle.held(),
  });
  router.get('/', (_req, res) => void res.json({ items: all.list().map(show) }));
  router.post('/', (req, res) => void res.status(201).json(show(add(req.body))));
  router.delete('/', (_req, res) => {
    all.clear();
    res.status(204).end();
  });
  router.use('/:id', (req, res, next) => {
    if (all.find(req.params.id) === undefined) res.status(404).json({ error: 'No such fault.' });
    else next();
  });
  router.get(
    '/:id',
    (req, res) =>
      void res.json(
        all
          .list()
          .filter((handle) => handle.id === req.params.id)
          .map(show)[0],
      ),
  );
  router.post('/:id/release', (req, res) => {
    const { count } = Release.parse(req.body ?? {});
    all.find(req.params.id)?.release(count);
    res.status(204).end();
  });
  router.delete('/:id', (req, res) => {
    const handle = all.find(req.params.id);
    handle?.release();
    handle?.remove();
    res.status(204).end();
  });
  return router;
}
