import { createCustomers, customerIds, type Customers } from '../customers';
import { startInstallation, type Installation } from '../installation';
import { median } from '../percentile';
import { usageOf } from '../process-usage';
import type { Figure } from '../report';
import { sideBySide } from '../side-by-side';
import type { Section } from './section';

const FEW = 10;

/** What a message costs when there are many conversations, and when one conversation is long. */
export const growth: Section = async ({ servers, size, progress }) => {
  const baton = await startInstallation(servers, { workers: 1 });
  const customers = createCustomers(baton);
  const few = customerIds(FEW);
  const probe = async () => {
    const inTurn = Array.from({ length: Math.ceil(size.light / 2 / FEW) }, () => few).flat();
    return median((await sideBySide(inTurn, 1, customers.greet)).results);
  };
  try {
    await progress.step('warming up', async () => {
      await probe();
    });
    const figures: Figure[] = [];
    const atFew = await probe();
    const memoryAtFew = memory(baton);
    const others = customerIds(size.conversations - FEW, FEW);
    const half = Math.ceil(others.length / 2);
    const open = (some: readonly string[]) => sideBySide(some, size.width, customers.greet);
    await progress.step(`${half} open conversations`, () => open(others.slice(0, half)));
    const memoryAtHalf = memory(baton);
    await progress.step(`${size.conversations} open conversations`, () => open(others.slice(half)));
    const memoryAtMany = memory(baton);
    // Each has written once, so long ago that no worker has it in memory.
    const forgotten = await sideBySide(others.slice(0, size.light / 2), 1, customers.greet);
    const atMany = await probe();
    figures.push({
      section: 'growth',
      what: `reply with ${size.conversations} open conversations, against ${FEW}, p50`,
      unit: 'ms',
      value: atMany,
      baseline: atFew,
      goal: { atMost: 1.3 },
    });
    figures.push({
      section: 'growth',
      what: 'reply in a conversation that no worker has in memory, against the others, p50',
      unit: 'ms',
      value: median(forgotten.results),
      baseline: atMany,
      goal: null,
    });
    for (const [name, residentMb] of Object.entries(memoryAtMany)) {
      const figure = { section: 'growth', unit: 'MB', value: residentMb } as const;
      const what = `memory of the ${name} with ${size.conversations} open conversations`;
      figures.push(
        { ...figure, what: `${what}, against ${FEW}`, baseline: memoryAtFew[name] ?? 0, goal: null },
        { ...figure, what: `${what}, against ${half}`, baseline: memoryAtHalf[name] ?? 0, goal: { atMost: 1.3 } },
      );
    }
    figures.push(await progress.step(`${size.longest} messages in one conversation`, () => inOne(customers, size)));
    return figures;
  } finally {
    customers.close();
    await baton.stop();
  }
};

async function inOne(
  customers: Customers,
  { longest, conversations }: { longest: number; conversations: number },
): Promise<Figure> {
  const [waId = ''] = customerIds(1, conversations);
  const took: number[] = [];
  while (took.length < longest) took.push(await customers.greet(waId));
  const share = Math.ceil(longest / 10);
  return {
    section: 'growth',
    what: `reply to the last tenth of ${longest} messages in one conversation, against the first, p50`,
    unit: 'ms',
    value: median(took.slice(-share)),
    baseline: median(took.slice(0, share)),
    goal: { atMost: 1.3 },
  };
}

function memory({ api, workers }: Installation): Record<string, number> {
  const [worker] = workers;
  return { api: usageOf(api.pid).residentMb, worker: worker === undefined ? 0 : usageOf(worker.pid).residentMb };
}
