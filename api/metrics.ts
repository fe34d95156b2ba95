import { Router } from 'express';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import { countConversations } from '../db/conversation-counts';
import { readFigures, type Figures } from '../db/figures';
import type { Database } from '../db/pool';
import { isWritable } from '../db/readiness';

export interface Metrics {
  registry: Registry;
  requests: Histogram<'method' | 'route' | 'status'>;
  webhooks: Counter<'source'>;
  badSignatures: Counter<'source'>;
  webhookItems: Counter<'result'>;
  /** What Temporal's SDK tells of this process's worker, as Prometheus' text; empty without a worker. */
  readTemporal: () => Promise<string>;
}

interface Sources {
  db: Database;
  temporalHealth: () => 'reachable' | 'unreachable' | 'unknown';
}

/** Counters of this process, and gauges read from Postgres when they are asked for. Numbers only: no ids, no names. */
export function createMetrics(
  { db, temporalHealth }: Sources,
  readTemporal: Metrics['readTemporal'] = () => Promise.resolve(''),
): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  registerConversationGauge(registry, db);
  registerFigures(registry, db);
  registerParts(registry, { db, temporalHealth });
  return {
    registry,
    readTemporal,
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

const FIGURES: Record<keyof Figures, { name: string; help: string }> = {
  oldestUnanswered: {
    name: 'baton_oldest_unanswered_seconds',
    help: 'Age of the oldest customer message that the AI has to answer',
  },
  oldestUnsent: {
    name: 'baton_oldest_unsent_seconds',
    help: 'How long the oldest message that may be sent has waited for it',
  },
  oldestStep: { name: 'baton_oldest_step_seconds', help: 'Age of the oldest step of a handoff that is not done' },
  longestWait: {
    name: 'baton_longest_wait_seconds',
    help: 'How long a customer has waited at most for a person since their handoff',
  },
  failedSteps: { name: 'baton_failed_steps', help: 'Steps of open handoffs that failed for good' },
  unconfirmed: {
    name: 'baton_unconfirmed_messages',
    help: 'Messages of waiting conversations that WhatsApp neither answered nor reported',
  },
};

/** One statement for all of them; a figure that cannot be read is absent, never old. */
function registerFigures(registry: Registry, db: Database): void {
  let reading: Promise<Figures | null> | null = null;
  const read = () => {
    reading ??= readFigures(db)
      .catch(() => null)
      .finally(() => (reading = null));
    return reading;
  };
  for (const figure of Object.keys(FIGURES) as (keyof Figures)[])
    new Gauge({
      ...FIGURES[figure],
      registers: [registry],
      async collect() {
        const figures = await read();
        if (figures === null) this.remove();
        else this.set(figures[figure]);
      },
    });
}

function registerParts(registry: Registry, { db, temporalHealth }: Sources): void {
  new Gauge({
    name: 'baton_part_up',
    help: 'Whether this process can write to Postgres, and reached Temporal when it last rang (absent before it did)',
    labelNames: ['part'],
    registers: [registry],
    async collect() {
      this.reset();
      this.set({ part: 'postgres' }, (await isWritable(db)) ? 1 : 0);
      const temporal = temporalHealth();
      if (temporal !== 'unknown') this.set({ part: 'temporal' }, temporal === 'reachable' ? 1 : 0);
    },
  });
}

export function metricsPage({ metrics: { registry, readTemporal } }: { metrics: Metrics }): Router {
  const router = Router();
  router.get('/metrics', async (_req, res) => {
    const [ours, temporals] = await Promise.all([registry.metrics(), readTemporal()]);
    res.set('Content-Type', registry.contentType).send(`${ours}\n${temporals}`);
  });
  return router;
}
