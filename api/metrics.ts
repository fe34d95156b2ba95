import { Router } from 'express';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import { countConversations } from '../db/conversation-counts';
import type { Database } from '../db/pool';

export interface Metrics {
  registry: Registry;
  requests: Histogram<'method' | 'route' | 'status'>;
  webhooks: Counter<'source'>;
  badSignatures: Counter<'source'>;
  webhookItems: Counter<'result'>;
}

/** Counters of this process, and gauges read from Postgres when they are asked for. Numbers only: no ids, no names. */
export function createMetrics(db: Database): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  registerConversationGauge(registry, db);
  return {
    registry,
    requests: new Histogram({
      name: 'baton_http_request_duration_seconds',
      help: 'Time from the arrival of a request to the end of its answer',
      labelNames: ['method', 'route', 'status'],
      buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
      registers,
    }),
    webhooks: new Counter({
      name: 'baton_webhooks_received_total',
      help: 'Webhook deliveries that arrived, genuine or not',
      labelNames: ['source'],
      registers,
    }),
    badSignatures: new Counter({
      name: 'baton_webhooks_bad_signature_total',
      help: 'Webhook deliveries refused because of their signature',
      labelNames: ['source'],
      registers,
    }),
    webhookItems: new Counter({
      name: 'baton_whatsapp_items_total',
      help: 'Messages, statuses and account events in accepted deliveries',
      labelNames: ['result'],
      registers,
    }),
  };
}

function registerConversationGauge(registry: Registry, db: Database): void {
  new Gauge({
    name: 'baton_conversations',
    help: 'Conversations by who handles them; waiting: customers whom no person has answered since their handoff',
    labelNames: ['state'],
    registers: [registry],
    async collect() {
      this.reset();
      // Without Postgres the gauge is absent, and everything else is still told.
      const counts = await countConversations(db).catch(() => null);
      if (counts === null) return;
      this.set({ state: 'ai' }, counts.ai);
      this.set({ state: 'teammate' }, counts.teammate);
      this.set({ state: 'waiting' }, counts.waiting);
    },
  });
}

export function metricsPage({ metrics: { registry } }: { metrics: Metrics }): Router {
  const router = Router();
  router.get('/metrics', async (_req, res) => {
    res.set('Content-Type', registry.contentType).send(await registry.metrics());
  });
  return router;
}
