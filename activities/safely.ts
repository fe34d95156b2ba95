import { ApplicationFailure, CancelledFailure } from '@temporalio/activity';
import { failure } from './failure';

/**
 * Keeps foreign words out of Temporal: whatever an activity throws that is not a failure of ours (a database error quotes
 * rows) is logged by code and becomes a fixed, retryable failure.
 */
export function safely<Input, Result>(
  name: string,
  log: { warn: (facts: Record<string, unknown>, message: string) => void },
  activity: (input: Input) => Promise<Result>,
): (input: Input) => Promise<Result> {
  return async (input) => {
    try {
      return await activity(input);
    } catch (error) {
      if (error instanceof ApplicationFailure || error instanceof CancelledFailure) throw error;
      log.warn({ activity: name, error: nameOf(error) }, 'activity failed');
      throw failure('database_unavailable', { retryable: true });
    }
  };
}

function nameOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  return 'code' in error && typeof error.code === 'string' ? `${error.name} ${error.code}` : error.name;
}
