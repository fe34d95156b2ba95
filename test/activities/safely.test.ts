import { ApplicationFailure } from '@temporalio/common';
import { MockActivityEnvironment } from '@temporalio/testing';
import { failure } from '../../activities/failure';
import { safely } from '../../activities/safely';

const CANARY = 'Ana wrote from 351911111111';

function run(error: Error): Promise<unknown> {
  const activity = safely('sendMessage', { warn: () => undefined }, () => Promise.reject(error));
  return new MockActivityEnvironment().run(activity, undefined);
}

test('a foreign error enters Temporal as a fixed code: its words, its cause and its stack stay outside', async () => {
  const error: unknown = await run(new Error(CANARY, { cause: new Error(CANARY) })).catch((caught: unknown) => caught);
  expect(error).toBeInstanceOf(ApplicationFailure);
  expect(error).toMatchObject({ type: 'database_unavailable', message: 'database_unavailable', nonRetryable: false });
  expect(JSON.stringify(error, Object.getOwnPropertyNames(error))).not.toContain(CANARY);
});

test('a failure of ours passes as it is, with its own word on whether to retry', async () => {
  const refused = failure('provider_rejected', { retryable: false });
  await expect(run(refused)).rejects.toBe(refused);
});
