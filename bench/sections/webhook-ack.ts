import path from 'node:path';
import { performance } from 'node:perf_hooks';
import { customerIds } from '../customers';
import { createDatabase, startInstallation, type Installation } from '../installation';
import { percentile } from '../percentile';
import type { Figure } from '../report';
import { startProcess } from '../role-process';
import { sideBySide } from '../side-by-side';
import { textWebhook } from '../webhook-body';
import type { Section } from './section';

const ALTERNATIONS = 4;
const WIDTH = 8;

/** Refused at once, as by a machine whose Temporal has died. */
const NOBODY_THERE = '127.0.0.1:1';

/**
 * From posting a customer's message to the 200, against express that parses and inserts the body; and the same with a Temporal
 * that is down. No worker runs, so that answering the message takes nothing from accepting it.
 */
export const webhookAck: Section = async ({ servers, size, progress }) => {
  const [baton, without, plain] = await Promise.all([
    startInstallation(servers, { workers: 0 }),
    startInstallation(servers, { workers: 0, temporalAddress: NOBODY_THERE }),
    startPlainWebhook(servers.postgresUrl),
  ]);
  const samples = { ours: [] as number[], without: [] as number[], plain: [] as number[] };
  const each = Math.ceil(size.webhooks / ALTERNATIONS);
  try {
    // The first alternation warms up and does not count.
    for (let turn = 0; turn <= ALTERNATIONS; turn++)
      await progress.step(`webhooks ${turn}/${ALTERNATIONS}`, async () => {
        const taken = {
          plain: await acks(plain.url, '', each),
          ours: await ofOurs(baton, each),
          without: await ofOurs(without, each),
        };
        if (turn === 0) {
          // As Postgres does by itself within a minute: statements planned while tables were empty read all of them.
          await Promise.all([baton, without].map(({ db }) => db.query('analyze')));
          return;
        }
        samples.plain.push(...taken.plain);
        samples.ours.push(...taken.ours);
        samples.without.push(...taken.without);
      });
  } finally {
    await Promise.all([baton.stop(), without.stop(), plain.stop()]);
  }
  const figure = (what: string, ours: number[], baseline: number[], share: number, atMost: number): Figure => ({
    section: 'webhook -> 200',
    what: `${what}, p${share * 100}`,
    unit: 'ms',
    value: percentile(ours, share),
    baseline: percentile(baseline, share),
    goal: { atMost },
  });
  return [0.5, 0.99].flatMap((share) => [
    figure('against express and an insert', samples.ours, samples.plain, share, 2),
    figure('Temporal down, against Temporal up', samples.without, samples.ours, share, 1.2),
  ]);
};

async function startPlainWebhook(postgresUrl: string): Promise<{ url: string; stop: () => Promise<void> }> {
  const program = path.join(__dirname, '..', 'bare', 'webhook-main.ts');
  const plain = await startProcess(
    ['-r', 'tsx/cjs', program, await createDatabase(postgresUrl)],
    {},
    /^ready on port (\d+)$/m,
  );
  return { url: `http://127.0.0.1:${plain.ready[1] ?? ''}/webhook`, stop: plain.stop };
}

function ofOurs({ url, appSecret }: Installation, count: number): Promise<number[]> {
  return acks(`${url}/webhooks/whatsapp`, appSecret, count);
}

async function acks(url: string, appSecret: string, count: number): Promise<number[]> {
  const { results } = await sideBySide(customerIds(count), WIDTH, async (waId) => {
    const { body, signature } = textWebhook(appSecret, waId);
    const startMs = performance.now();
    const answer = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-hub-signature-256': signature },
      body,
    });
    await answer.arrayBuffer();
    if (answer.status !== 200) throw new Error(`${url} answered ${answer.status}`);
    return performance.now() - startMs;
  });
  return results;
}
