import { codeOf } from './run-checks';

/** What an address answered, or why it did not. */
export type Answered = { kind: 'answered'; status: number; body: string } | { kind: 'unreachable'; code: string };

interface Question {
  method?: 'GET' | 'POST';
  headers?: Record<string, string>;
  body?: string | FormData;
  signal: AbortSignal;
}

/** One request; a redirect is an answer and is not followed, so that no token goes where it does not belong. */
export async function ask(url: string, { method = 'GET', headers = {}, body, signal }: Question): Promise<Answered> {
  try {
    const answer = await fetch(url, {
      method,
      headers: { 'user-agent': 'baton-doctor', ...headers },
      redirect: 'manual',
      signal,
      ...(body === undefined ? {} : { body }),
    });
    return { kind: 'answered', status: answer.status, body: await answer.text() };
  } catch (error) {
    return { kind: 'unreachable', code: codeOf(error) };
  }
}

/** The body of an answer as JSON; null when it is none. */
export function jsonIn(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return null;
  }
}
