import { startBareConversations } from '../bare/bare-conversations';
import { createCustomers, customerIds } from '../customers';
import { startInstallation } from '../installation';
import { percentile } from '../percentile';
import { usageOf } from '../process-usage';
import type { Figure } from '../report';
import { eachInTurn } from '../side-by-side';
import type { Section } from './section';

/** Ours and the baseline take turns, so that a noisy moment falls on both. */
const ALTERNATIONS = 4;

/**
 * From the customer's message at the stand-in to the AI's reply arriving there, against a workflow that answers a signal
 * with an empty activity on the same Temporal server. Everything Baton does for a message is in it: signature, storing,
 * ringing, reading the history, deciding, committing, claiming, sending, read mark and three statuses.
 */
export const messageToReply: Section = async ({ servers, size, progress }) => {
  const [baton, bare] = await Promise.all([
    startInstallation(servers, { workers: 1 }),
    startBareConversations(servers.temporalAddress),
  ]);
  const customers = createCustomers(baton);
  const people = customerIds(size.width);
  try {
    await progress.step('warming up', async () => {
      await eachInTurn(people, 5, customers.greet);
      await eachInTurn(people, 5, bare.greet);
    });
    const light = { ours: [] as number[], bare: [] as number[] };
    const busy = { ours: [] as number[], bare: [] as number[], oursS: 0, bareS: 0 };
    const spent = spending({
      api: [baton.api.pid],
      worker: baton.workers.map(({ pid }) => pid),
      Temporal: [servers.pids.temporal],
      Postgres: [servers.pids.postgres],
      'stand-ins and driver': [process.pid],
    });
    const spentByBare = spending({
      worker: [bare.worker.pid],
      Temporal: [servers.pids.temporal],
      'stand-ins and driver': [process.pid],
    });
    for (let turn = 0; turn < ALTERNATIONS; turn++)
      await progress.step(`messages ${turn + 1}/${ALTERNATIONS}`, async () => {
        const [one = ''] = people;
        light.ours.push(...(await eachInTurn([one], size.light / ALTERNATIONS, customers.greet)).results);
        light.bare.push(...(await eachInTurn([one], size.light / ALTERNATIONS, bare.greet)).results);
        const each = size.burst / ALTERNATIONS / size.width;
        const ours = await spent.during(() => eachInTurn(people, each, customers.greet));
        busy.ours.push(...ours.results);
        busy.oursS += ours.seconds;
        const theirs = await spentByBare.during(() => eachInTurn(people, each, bare.greet));
        busy.bare.push(...theirs.results);
        busy.bareS += theirs.seconds;
      });
    const theirsPer1000 = spentByBare.per1000(busy.bare.length);
    const section = 'message -> reply';
    const time = (what: string, ours: number[], theirs: number[], share: number): Figure => ({
      section,
      what,
      unit: 'ms',
      value: percentile(ours, share),
      baseline: percentile(theirs, share),
      goal: null,
    });
    return [
      { ...time('one at a time, p50', light.ours, light.bare, 0.5), goal: { atMost: 2.5 } },
      time('one at a time, p99', light.ours, light.bare, 0.99),
      time(`${size.width} at a time, p50`, busy.ours, busy.bare, 0.5),
      time(`${size.width} at a time, p99`, busy.ours, busy.bare, 0.99),
      {
        section,
        what: `${size.width} at a time, throughput`,
        unit: 'msg/s',
        value: busy.ours.length / busy.oursS,
        baseline: busy.bare.length / busy.bareS,
        goal: { atLeast: 0.6 },
      },
      ...[...spent.per1000(busy.ours.length)].map(([what, cpuS]) => ({
        section: 'CPU per 1,000 messages',
        what,
        unit: 'CPU s' as const,
        value: cpuS,
        baseline: theirsPer1000.get(what) ?? null,
        goal: null,
      })),
    ];
  } finally {
    customers.close();
    await Promise.all([baton.stop(), bare.stop()]);
  }
};

/** Where the processor time goes while something runs, by the names of the processes. */
function spending(parts: Record<string, readonly number[]>) {
  const total = new Map<string, number>();
  const spentBy = (pids: readonly number[]) =>
    pids.reduce((sum, pid) => {
      if (pid !== process.pid) return sum + usageOf(pid).cpuS;
      // The driver's children are the others: what they use is theirs.
      const { user, system } = process.cpuUsage();
      return sum + (user + system) / 1e6;
    }, 0);
  const now = () => Object.entries(parts).map(([name, pids]) => ({ name, cpuS: spentBy(pids) }));
  return {
    during: async <Result>(work: () => Promise<Result>): Promise<Result> => {
      const before = now();
      const result = await work();
      for (const { name, cpuS } of now()) {
        const start = before.find((each) => each.name === name)?.cpuS ?? 0;
        total.set(name, (total.get(name) ?? 0) + cpuS - start);
      }
      return result;
    },
    per1000: (messages: number): Map<string, number> =>
      new Map([...total].map(([name, cpuS]) => [name, (cpuS / messages) * 1000])),
  };
}
