import { startPlainWebhook } from '../bare/plain-webhook';
import { customerIds } from '../customers';
import { startInstallation } from '../installation';
import { percentile } from '../percentile';
import type { Figure } from '../report';
import { FULL_RATE, messagesOf } from '../webhook-load';
import { fullRateMs, newcomersMs, plainSide, sideOf, verifyRead, type Side } from '../webhook-side';
import type { Section } from './section';

const ALTERNATIONS = 4;

/** Who writes, in turn: at the full rate each of them every five seconds. */
const PEOPLE = customerIds(200);

/**
 * The share of an alternation, a second of eight, that is posted and not counted: while the others had their turn, connections
 * were closed as idle, and the first hundredth of the posts, which waits for new ones, would be all that a p99 shows.
 */
const LEAD_IN = 1 / 8;

/** Refused at once, as by a machine whose Temporal has died. */
const NOBODY_THERE = '127.0.0.1:1';

/**
 * From the moment a webhook is due to its 200, at the rate that WhatsApp posts at most for one number, against express that
 * parses and inserts the body; and the same with a Temporal that is down. Beside it customers who write for the first time,
 * as fast as they are answered: that is a full machine's throughput, not the time of a 200. No worker runs, so that answering
 * the messages takes nothing from accepting them.
 */
export const webhookAck: Section = async ({ servers, size, progress }) => {
  const [baton, withoutTemporal, plain] = await Promise.all([
    startInstallation(servers, { workers: 0 }),
    startInstallation(servers, { workers: 0, temporalAddress: NOBODY_THERE }),
    startPlainWebhook(servers.postgresUrl),
  ]);
  const each = Math.ceil(size.webhooks / ALTERNATIONS);
  const posts = each * (ALTERNATIONS + 1);
  const newcomers = Math.ceil(size.newcomers / ALTERNATIONS);
  try {
    const sides = await progress.step('customers and answers', async () => ({
      plain: plainSide(plain.url, PEOPLE, posts),
      ours: await sideOf(baton, PEOPLE, posts),
      without: await sideOf(withoutTemporal, PEOPLE, posts),
    }));
    const atFullRate = { plain: [] as number[], ours: [] as number[], without: [] as number[] };
    // The first alternation warms up and does not count.
    for (let turn = 0; turn <= ALTERNATIONS; turn++)
      await progress.step(`webhooks ${turn}/${ALTERNATIONS}`, async () => {
        const measure = async (side: Side) =>
          (await fullRateMs(side, turn * each, (turn + 1) * each)).slice(each * LEAD_IN);
        const taken = {
          plain: await measure(sides.plain),
          ours: await measure(sides.ours),
          without: await measure(sides.without),
        };
        if (turn === 0) {
          // As Postgres does by itself within a minute: statements planned while tables were empty read all of them.
          await Promise.all([baton, withoutTemporal].map(({ db }) => db.query('analyze')));
          return;
        }
        atFullRate.plain.push(...taken.plain);
        atFullRate.ours.push(...taken.ours);
        atFullRate.without.push(...taken.without);
      });
    await Promise.all([baton, withoutTemporal].map((installation) => verifyRead(installation, posts)));
    const fromNewcomers = { plain: [] as number[], ours: [] as number[] };
    for (let turn = 0; turn < ALTERNATIONS; turn++)
      await progress.step(`new customers ${turn + 1}/${ALTERNATIONS}`, async () => {
        const people = customerIds(newcomers, PEOPLE.length + turn * newcomers);
        fromNewcomers.plain.push(...(await newcomersMs(sides.plain, people)));
        fromNewcomers.ours.push(...(await newcomersMs(sides.ours, people)));
      });
    const baseline = 'against express and an insert';
    return [
      ...[0.5, 0.99].flatMap((share) => [
        {
          ...figure(
            `at WhatsApp's full rate (${FULL_RATE} a second), ${baseline}`,
            atFullRate.ours,
            atFullRate.plain,
            share,
          ),
          goal: { atMost: 2 },
        },
        {
          ...figure('Temporal down, against Temporal up', atFullRate.without, atFullRate.ours, share),
          goal: { atMost: 1.2 },
        },
      ]),
      figure(
        `at the full rate, the messages among them, ${baseline}`,
        messagesOf(atFullRate.ours),
        messagesOf(atFullRate.plain),
        0.5,
      ),
      figure(`new customers, 8 at a time, ${baseline}`, fromNewcomers.ours, fromNewcomers.plain, 0.5),
    ];
  } finally {
    await Promise.all([baton.stop(), withoutTemporal.stop(), plain.stop()]);
  }
};

function figure(what: string, ours: number[], baseline: number[], share: number): Figure {
  return {
    section: 'webhook -> 200',
    what: `${what}, p${share * 100}`,
    unit: 'ms',
    value: percentile(ours, share),
    baseline: percentile(baseline, share),
    goal: null,
  };
}
