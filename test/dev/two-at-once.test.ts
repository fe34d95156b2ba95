import { pickPort } from '../../launch/ports';
import { beforeRemoval, temporaryFolder } from '../launch/temporary-folder';
import { eventually } from '../support/eventually';
import { endAll, startDev, type DevProcess } from './dev-process';

const LABELS = ['API', 'Customer’s phone', 'Mailbox', 'Temporal UI'] as const;

beforeRemoval(endAll);
afterAll(endAll, 60_000);

test('two runs started at the same moment, wanting the same ports, keep apart', async () => {
  const port = String(await pickPort(0));
  const start = () => startDev(temporaryFolder(), { env: { PORT: port, BURST_WINDOW_MS: '200' } });
  const runs = await Promise.all([start(), start()]);

  const portsOf = (run: DevProcess) => LABELS.map((label) => new URL(run.printed(label)).port);
  expect(new Set(runs.flatMap(portsOf)).size).toBe(2 * LABELS.length);
  expect(runs.flatMap(portsOf)).toContain(port);

  for (const run of runs) await asJames(run);
  for (const run of runs)
    await eventually(async () => {
      const messages = await (await fetch(sandbox(run, 'customers/james/messages'))).text();
      expect(messages.match(/Portugal and Spain: 2 to 3 working days/g)).toHaveLength(1);
    }, 30_000);
}, 180_000);

async function asJames(run: DevProcess): Promise<void> {
  const message = { type: 'text', text: { body: 'How long does delivery to Spain take?' } };
  const response = await fetch(sandbox(run, 'inbound'), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ customer: { id: 'james' }, message }),
  });
  expect(response.status).toBeLessThan(300);
}

function sandbox(run: DevProcess, route: string): URL {
  return new URL(`/__sandbox/${route}`, run.printed('Customer’s phone'));
}
