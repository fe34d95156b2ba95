import { setTimeout as delay } from 'node:timers/promises';
import { startBareConversations } from '../bare/bare-conversations';
import { createCustomers, customerIds } from '../customers';
import { startInstallation, type Installation } from '../installation';
import { median, percentile } from '../percentile';
import type { Section } from './section';

/** From the commit that hands over to the last of assigning, mailing and reassuring, against one more activity of a bare workflow. */
export const handoff: Section = async ({ servers, size, progress }) => {
  const [baton, bare] = await Promise.all([
    startInstallation(servers, { workers: 1 }),
    startBareConversations(servers.temporalAddress),
  ]);
  const customers = createCustomers(baton);
  const rounds: number[] = [];
  const requests: number[] = [];
  let took: number[] = [];
  try {
    await progress.step('handoffs', async () => {
      for (const [before, waId] of customerIds(size.handoffs).entries()) {
        await customers.greet(waId);
        requests.push(await customers.say(waId, 'can I talk to a person please?'));
        // The customer hears of it before the rest is done, and neither may take from the other.
        took = await stepsTook(baton, before + 1);
        rounds.push(await bare.round('handoff'));
      }
    });
    const section = 'handoff';
    const roundMs = median(rounds);
    return [
      {
        section,
        what: 'decision -> all three done, p50',
        unit: 'ms',
        value: median(took),
        baseline: roundMs,
        goal: { atMost: 1.5 },
      },
      {
        section,
        what: 'decision -> all three done, p99',
        unit: 'ms',
        value: percentile(took, 0.99),
        baseline: percentile(rounds, 0.99),
        goal: null,
      },
      {
        section,
        what: 'request -> reassurance at WhatsApp, p50',
        unit: 'ms',
        value: median(requests),
        baseline: null,
        goal: null,
      },
    ];
  } finally {
    customers.close();
    await Promise.all([baton.stop(), bare.stop()]);
  }
};

/** Milliseconds from each handoff's opening to its last step, once all of them are done. */
async function stepsTook({ db }: Installation, handoffs: number): Promise<number[]> {
  for (;;) {
    const { rows } = await db.query<{ ms: number }>(
      `select extract(epoch from max(s.at) - h.opened_at)::float8 * 1000 as ms from handoff h join handoff_step s on s.handoff_id = h.id
         group by h.id having bool_and(s.state = 'done')`,
    );
    if (rows.length >= handoffs) return rows.map(({ ms }) => ms);
    await delay(20);
  }
}
