import type { IncomingMessage } from 'node:http';

/** The headers worth keeping in the log. Credentials are left out. */
export function headersForLog(req: IncomingMessage): Record<string, string> {
  const kept: Record<string, string> = {};
  for (const name of ['content-type', 'user-agent', 'idempotency-key']) {
    const value = req.headers[name];
    if (typeof value === 'string') kept[name] = value;
  }
  return kept;
}
