import type { Problem } from '../../api/contract/problem';
import { Refused, Unreachable } from './problem';

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** Long enough for a handover that waits for an AI message on the wire; short enough to notice a dead network. */
const TIMEOUT_MS = 15_000;

/**
 * Asks the API, whose contract the caller names as `Answer`.
 * @throws Refused with the API's problem, or Unreachable when no usable answer came
 */
export async function request<Answer>(method: Method, path: string, body?: unknown): Promise<Answer> {
  const response = await send(method, path, body);
  if (response.status === 204) return undefined as Answer;
  const answer: unknown = await response.json().catch(() => {
    throw new Unreachable();
  });
  if (response.ok) return answer as Answer;
  if (isProblem(answer)) throw new Refused(answer);
  throw new Unreachable();
}

async function send(method: Method, path: string, body: unknown): Promise<Response> {
  try {
    return await fetch(path, {
      method,
      credentials: 'same-origin',
      signal: AbortSignal.timeout(TIMEOUT_MS),
      ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { 'Content-Type': 'application/json' } }),
    });
  } catch {
    throw new Unreachable();
  }
}

function isProblem(answer: unknown): answer is Problem {
  return typeof answer === 'object' && answer !== null && 'code' in answer && 'detail' in answer;
}
