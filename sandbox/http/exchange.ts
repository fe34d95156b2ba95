import { randomUUID } from 'node:crypto';
import type { Request, Response } from 'express';
import type { Answer } from '../faults/answer';
import type { FaultsForServer, Met } from '../faults/faults';
import { type ProviderError, serve } from '../faults/serve';
import type { Arrival, Seen } from '../log-entry';
import { now } from '../now';
import type { RequestLogWriter } from '../request-log';
import { headersForLog } from './headers-for-log';
import { readBody } from './read-body';

export interface ExchangeContext {
  log: RequestLogWriter;
  faults: FaultsForServer;
  providerError: ProviderError;
}

/** One request to a provider's API, already in the log. */
export interface Exchange {
  req: Request;
  raw: Buffer;
  arrival: Arrival;
  /** The code of a `fails_later` fault. */
  failsLater: number | null;
}

/** Logs a request as soon as it is here, lets it meet its faults, and answers what `accept` says. */
export async function exchange(
  { log, faults, providerError }: ExchangeContext,
  req: Request,
  res: Response,
  describe: (raw: Buffer) => Seen & { route: string },
  accept: (exchange: Exchange) => Answer | Promise<Answer>,
): Promise<void> {
  const arrivedAt = now();
  const raw = await readBody(req);
  const multipart = req.headers['content-type']?.startsWith('multipart/') ?? false;
  const arrival = log.arrived({
    ...arrivedAt,
    ...describe(raw),
    id: randomUUID(),
    method: req.method,
    path: req.originalUrl,
    headers: headersForLog(req),
    rawBody: multipart ? `(${raw.length} bytes of multipart)` : raw.toString(),
  });
  const met = faults.meet(arrival);
  await serve(res, met, providerError, () => accept({ req, raw, arrival, failsLater: codeOfLaterFailure(met) }));
}

function codeOfLaterFailure(met: Met[]): number | null {
  for (const { fault } of met) if (fault.kind === 'fails_later') return fault.code;
  return null;
}
