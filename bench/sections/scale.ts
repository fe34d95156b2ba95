import { createCustomers, customerIds } from '../customers';
import { startInstallation } from '../installation';
import type { Figure } from '../report';
import { eachInTurn } from '../side-by-side';
import type { Section } from './section';

/** Messages per second with one, two and four workers; more than the machine's cores allow cannot come of it. */
export const scale: Section = async ({ servers, size, progress }) => {
  const baton = await startInstallation(servers, { workers: 1 });
  const customers = createCustomers(baton);
  const people = customerIds(size.width);
  const each = Math.ceil(size.burst / 2 / people.length);
  const figures: Figure[] = [];
  let one: number | null = null;
  try {
    for (const workers of [1, 2, 4]) {
      while (baton.workers.length < workers) await baton.addWorker();
      const perSecond = await progress.step(`${workers} workers`, async () => {
        await eachInTurn(people, 2, customers.greet);
        const { results, seconds } = await eachInTurn(people, each, customers.greet);
        return results.length / seconds;
      });
      figures.push({
        section: 'scale',
        what: `throughput of ${workers} ${workers === 1 ? 'worker' : 'workers, against one'}`,
        unit: 'msg/s',
        value: perSecond,
        baseline: one,
        goal: null,
      });
      one ??= perSecond;
    }
    return figures;
  } finally {
    customers.close();
    await baton.stop();
  }
};
