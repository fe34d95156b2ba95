import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { Worker } from '@temporalio/worker';
import { DeterminismViolationError } from '@temporalio/workflow';
import { z } from 'zod';
import { createLog } from '../../roles/logger';
import { installTemporalRuntime } from '../../roles/temporal-runtime';
import { environment } from '../support/environment';
import { RECORDED_JOURNEYS } from '../support/recorded-journeys';

const FOLDER = path.resolve(__dirname, '../replay');

const Recorded = z.object({
  workflowId: z.string(),
  history: z.object({ events: z.array(z.looseObject({ eventType: z.string() })) }),
});
type Recorded = z.output<typeof Recorded>;

const recorded = readdirSync(FOLDER).map((name): [string, Recorded] => {
  const bytes = readFileSync(path.join(FOLDER, name));
  return [name, Recorded.parse(JSON.parse((name.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8')))];
});

// The refused history is meant to be: nobody needs to read of it.
beforeAll(() => installTemporalRuntime(createLog({ level: 'silent' })));

async function replay(history: Recorded): Promise<Error | undefined> {
  const results = Worker.runReplayHistories({ workflowBundle: { codePath: environment('BUNDLE') } }, [history]);
  for await (const { error } of results) return error;
  throw new Error('nothing was replayed');
}

test('every journey has been recorded', () => {
  const names = new Set(recorded.map(([name]) => name.replace(/-\d+\.json(\.gz)?$/, '')));
  expect([...names].sort()).toEqual(Object.keys(RECORDED_JOURNEYS).sort());
});

test.each(recorded)('a conversation that is open goes on under the current workflows: %s', async (_, history) => {
  expect(await replay(history)).toBeUndefined();
});

test('a workflow that does two steps in another order than the history is refused', async () => {
  const [, history] = recorded.find(([name]) => name.startsWith('answer')) ?? [];
  if (history === undefined) throw new Error('the answer has not been recorded');
  const swapped = Recorded.parse(
    JSON.parse(
      JSON.stringify(history, (key, value: unknown) => {
        if (key !== 'activityType') return value;
        const { name } = z.object({ name: z.string() }).parse(value);
        return { name: name === 'agentTurn' ? 'sendMessage' : name === 'sendMessage' ? 'agentTurn' : name };
      }),
    ),
  );
  expect(swapped).not.toEqual(history);
  expect(await replay(swapped)).toBeInstanceOf(DeterminismViolationError);
});
