import type { ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Answer } from './answer';
import type { Fault } from './fault';
import type { Met } from './faults';

/** Turns a provider's error code into that provider's answer. */
export type ProviderError = (fault: Fault & { kind: 'provider_error' }) => Answer;

const GATEWAY_PAGE =
  '<!DOCTYPE html><html><head><title>Error</title></head><body><h1>Sorry, something went wrong.</h1></body></html>';

/** Lets a request meet its faults: those before it is accepted, `accept` itself, and those that spoil the answer. */
export async function serve(
  res: ServerResponse,
  met: Met[],
  providerError: ProviderError,
  accept: () => Answer | Promise<Answer>,
): Promise<void> {
  if (!(await meetAll(res, met, 'before', providerError))) return;
  const answer = await accept();
  // A caller that has gone already will not go again.
  if (res.closed) answer.settled?.();
  else res.once('close', () => answer.settled?.());
  if (!(await meetAll(res, met, 'after', providerError))) return;
  write(res, answer);
}

/** False when the request ends here. */
async function meetAll(
  res: ServerResponse,
  met: Met[],
  moment: 'before' | 'after',
  providerError: ProviderError,
): Promise<boolean> {
  for (const { fault, gate } of met) {
    if (momentOf(fault) !== moment) continue;
    switch (fault.kind) {
      case 'latency':
        await sleep(fault.ms);
        break;
      case 'hold':
        await gate.pass();
        break;
      case 'hang':
        return false;
      case 'reset':
        res.socket?.resetAndDestroy();
        return false;
      case 'html':
        write(res, { status: fault.status, body: Buffer.from(GATEWAY_PAGE), headers: { 'content-type': 'text/html' } });
        return false;
      case 'provider_error':
        write(res, providerError(fault));
        return false;
      case 'half_body':
        writeHalf(res);
        return false;
      case 'wrong_json':
        write(res, { status: 200, body: Buffer.from(fault.body), headers: { 'content-type': 'application/json' } });
        return false;
      case 'fails_later': // the stand-in's own business once it has accepted
        break;
    }
  }
  return true;
}

function momentOf(fault: Fault): 'before' | 'after' {
  if (fault.kind === 'half_body' || fault.kind === 'wrong_json') return 'after';
  return 'when' in fault ? fault.when : 'before';
}

function write(res: ServerResponse, answer: Answer): void {
  if (res.destroyed) return;
  const bytes = Buffer.isBuffer(answer.body) ? answer.body : Buffer.from(JSON.stringify(answer.body));
  res.writeHead(answer.status, {
    'content-type': 'application/json; charset=UTF-8',
    'content-length': bytes.length,
    ...answer.headers,
  });
  res.end(bytes);
}

function writeHalf(res: ServerResponse): void {
  res.writeHead(200, { 'content-type': 'application/json; charset=UTF-8', 'content-length': 400 });
  res.write('{"messaging_product":"whatsapp","contacts":[{"inp', () => res.socket?.destroy());
}
