import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { historyToJSON } from '@temporalio/common/lib/proto-utils';
import globalSetup from './global-setup';
import globalTeardown from './global-teardown';
import { historiesOf, type RecordedRun } from './histories';
import { liveThrough, RECORDED_JOURNEYS } from './recorded-journeys';

const FOLDER = path.resolve(__dirname, '../replay');

/** A history longer than this is stored compressed: nobody reads it. Characters. */
const READABLE = 200_000;

/**
 * Records the histories that `replay.test.ts` replays against the current workflows:
 * `node -r tsx/cjs test/support/record-histories-main.ts`. Only before a release whose workflows may not be replayed by
 * old ones, and never to make a failing replay pass: the old histories are what open conversations look like.
 */
async function main(): Promise<void> {
  await globalSetup();
  await rm(FOLDER, { recursive: true, force: true });
  await mkdir(FOLDER, { recursive: true });
  for (const [name, journey] of Object.entries(RECORDED_JOURNEYS)) {
    const runs = await liveThrough(journey, historiesOf);
    for (const [position, run] of runs.reverse().entries()) await store(`${name}-${position + 1}`, run);
    process.stdout.write(`${name}: ${runs.length}\n`);
  }
  await globalTeardown();
}

async function store(name: string, { workflowId, history }: RecordedRun): Promise<void> {
  const recorded = { workflowId, history: JSON.parse(historyToJSON(history), withoutMachine) as unknown };
  const json = JSON.stringify(recorded, null, 1);
  const file = path.join(FOLDER, `${name}.json`);
  if (json.length <= READABLE) await writeFile(file, `${json}\n`);
  else await writeFile(`${file}.gz`, gzipSync(JSON.stringify(recorded)));
}

/** Workers and their own queues are named after process and host, and failures quote paths: no business of a repository. */
function withoutMachine(key: string, value: unknown): unknown {
  if (key === 'stackTrace') return '';
  return typeof value === 'string' && /^\d+@/.test(value) ? 'recorded' : value;
}

void main();
