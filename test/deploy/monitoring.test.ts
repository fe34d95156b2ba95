import { readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { startBaton, type Baton } from '../support/baton';
import { newCustomer } from '../support/customer';
import { eventually } from '../support/eventually';
import { ROOT } from './compose-project';

jest.setTimeout(120_000);

const read = (name: string) => readFileSync(path.join(ROOT, 'deploy', 'monitoring', name), 'utf8');
const Dashboard = z.object({
  panels: z.array(z.object({ title: z.string(), targets: z.array(z.object({ expr: z.string() })).min(1) })),
});

let baton: Baton;
let served: string;
beforeAll(async () => {
  baton = await startBaton({ env: { METRICS_PORT: '0' } });
  const { whatsapp, mail } = baton;
  const [ana, ben] = [newCustomer(), newCustomer()];
  await whatsapp.simulate.text(ana, 'How long does delivery to Spain take?').delivered;
  await whatsapp.log.waitForAccepted(({ to }) => to === ana.waId);
  // Some of Temporal's counters are there from the first time on: an attempt that fails is such a time.
  mail.faults.add({ route: 'emails', fault: { kind: 'html' } });
  await whatsapp.simulate.text(ben, 'can I speak to someone?').delivered;
  await whatsapp.rawWebhook('{}', 'bad');
  await eventually(async () => {
    served = await page(`http://127.0.0.1:${baton.product?.metricsPort ?? 0}`);
    expect(served).toContain('temporal_activity_execution_failed');
  }, 40_000);
});
afterAll(() => baton.stop());

async function page(url: string): Promise<string> {
  const answer = await fetch(`${url}/metrics`);
  expect(answer.status).toBe(200);
  return answer.text();
}

/** Names of metrics in a PromQL expression. */
function named(expression: string): string[] {
  return expression.match(/\b(?:baton|temporal|process|nodejs)_[a-z0-9_]+/g) ?? [];
}

function names(text: string): Set<string> {
  return new Set(text.split('\n').flatMap((line) => /^([a-z_][a-z0-9_]*)/.exec(line)?.[1] ?? []));
}

test('every metric of the dashboard is one that is served', () => {
  const { panels } = Dashboard.parse(JSON.parse(read('grafana-dashboard.json')));
  expect(panels.length).toBeGreaterThan(10);
  for (const { title, targets } of panels)
    for (const { expr } of targets) {
      expect([title, named(expr).length]).not.toEqual([title, 0]);
      expect([title, named(expr).filter((name) => !names(served).has(name))]).toEqual([title, []]);
    }
});

test('every alert is about metrics that are served, and names a section of docs/operations.md', () => {
  const alerts = read('alerts.yml').split('- alert: ').slice(1);
  expect(alerts.length).toBeGreaterThan(10);
  const headings = readFileSync(path.join(ROOT, 'docs', 'operations.md'), 'utf8').match(/^#+ .+$/gm) ?? [];
  const anchors = headings.map((heading) => heading.replace(/^#+ /, '').toLowerCase());
  const sections = new Set(anchors.map((heading) => heading.replace(/[^\w\- ]/g, '').replaceAll(' ', '-')));
  for (const alert of alerts) {
    const [name = ''] = alert.split('\n');
    const [, expression = ''] = /expr:([^]+?)\n {8}(?:for|labels):/.exec(alert) ?? [];
    expect([name, named(expression).length]).not.toEqual([name, 0]);
    expect([name, named(expression).filter((each) => !names(served).has(each))]).toEqual([name, []]);
    const [, section = ''] = /runbook: docs\/operations\.md#(\S+)/.exec(alert) ?? [];
    expect([name, sections.has(section)]).toEqual([name, true]);
    expect(alert).toMatch(/severity: (page|ticket)/);
  }
});

test('a role without an api tells health and metrics on METRICS_PORT, and nothing else there', async () => {
  const url = `http://127.0.0.1:${baton.product?.metricsPort ?? 0}`;
  expect((await fetch(`${url}/healthz`)).status).toBe(200);
  expect(await (await fetch(`${url}/readyz`)).json()).toMatchObject({ status: 'ready', postgres: 'writable' });
  expect((await fetch(`${url}/api/conversations`)).status).toBe(404);
  expect((await fetch(`${url}/`)).status).toBe(404);
});

test('figures tell what waits, in seconds of the database’s clock, and 0 when nothing does', async () => {
  const figure = async (name: string) => Number(new RegExp(`^${name} (\\S+)$`, 'm').exec(await page(baton.url))?.[1]);
  expect(await figure('baton_oldest_unanswered_seconds')).toBe(0);
  const { whatsapp, db } = baton;
  const ana = newCustomer();
  const held = whatsapp.faults.add({ route: 'messages', to: ana.waId, fault: { kind: 'hold' } });
  await whatsapp.simulate.text(ana, 'Can I pay with PayPal?').delivered;
  await held.untilHeld(1);
  // Its answer has to wait behind the one that is held.
  await whatsapp.simulate.text(ana, 'How long does delivery to Spain take?').delivered;
  await eventually(async () => {
    expect(await figure('baton_oldest_unsent_seconds')).toBeGreaterThan(0);
  });
  held.release();
  await db.query(`update conversation set waiting_since = waiting_since - interval '1 hour'`);
  expect(await figure('baton_longest_wait_seconds')).toBeGreaterThanOrEqual(3_600);
});

test('no metric tells of a conversation or of a person', async () => {
  const { rows } = await baton.db.query<{ id: string }>('select id from conversation union select id from message');
  expect(rows.length).toBeGreaterThan(2);
  expect(rows.filter(({ id }) => served.includes(id))).toEqual([]);
  expect(served).not.toMatch(/Ana Customer|3519\d{8}|olivia/i);
});
