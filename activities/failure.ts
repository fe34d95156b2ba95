import { ApplicationFailure } from '@temporalio/activity';
import type { ErrorCode } from '../domain/error-code';

interface FailureOptions {
  retryable: boolean;
  /** Milliseconds until the next attempt, instead of the policy's back-off. */
  nextRetryMs?: number;
}

/**
 * Raises `code` as the failure type shown in Temporal UI. The message is the code itself and there is no cause: a
 * provider's or customer's own words never enter Temporal.
 */
export function failure(code: ErrorCode, { retryable, nextRetryMs }: FailureOptions): ApplicationFailure {
  return ApplicationFailure.create({
    message: code,
    type: code,
    nonRetryable: !retryable,
    ...(nextRetryMs === undefined ? {} : { nextRetryDelay: nextRetryMs }),
  });
}
