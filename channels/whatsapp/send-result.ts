import { z } from 'zod';
import { classifySendError } from '../../domain/whatsapp-errors';
import type { Exchange } from './graph-connection';
import { lenient, looseNumber } from './wire-scalars';

/** What is known about a send afterwards. `error` is a fixed word, never the provider's text. */
export type SendResult =
  /** WhatsApp took it; whether it reaches the customer is told by statuses. */
  | { kind: 'accepted'; waMessageId: string }
  /** Provably not accepted and worth another try; `stop` when every message of this number would meet the same. */
  | { kind: 'not_sent'; code: number | null; retryAfterMs: number | null; error: string; stop: boolean }
  /** Provably not accepted, and never will be as it is. */
  | { kind: 'failed'; code: number | null; error: string }
  /** May have been accepted: sending it again could reach the customer twice. */
  | { kind: 'ambiguous'; error: string }
  /** Not started, because `startBy` had passed. */
  | { kind: 'too_late' };

const Accepted = z.looseObject({ messages: z.tuple([z.looseObject({ id: z.string().min(1).max(512) })], z.unknown()) });

const Refused = z.looseObject({
  error: z.looseObject({ code: looseNumber, is_transient: lenient(z.boolean()) }),
});

/**
 * Reads an exchange with `POST /messages`. Not sent is only what is proven: the request never started, or a Graph error
 * that names a refusal. A 200 without an id, an error page of something in between, or silence may each hide an accepted
 * message.
 */
export function readSendResult(exchange: Exchange): SendResult {
  switch (exchange.kind) {
    case 'not_started':
      if (exchange.error === 'too_late') return { kind: 'too_late' };
      return { kind: 'not_sent', code: null, retryAfterMs: null, error: exchange.error, stop: false };
    case 'broken':
      return { kind: 'ambiguous', error: exchange.error };
    case 'answered':
      return readAnswer(exchange);
  }
}

function readAnswer({ httpStatus, body, retryAfterMs }: Extract<Exchange, { kind: 'answered' }>): SendResult {
  const answer = parseJson(body);
  if (httpStatus >= 200 && httpStatus < 300) {
    const { data } = Accepted.safeParse(answer);
    if (data === undefined) return { kind: 'ambiguous', error: 'no_message_id' };
    return { kind: 'accepted', waMessageId: data.messages[0].id };
  }
  const refusal = Refused.safeParse(answer).data?.error;
  if (refusal === undefined) return { kind: 'ambiguous', error: `http_${httpStatus}` };
  const { code, is_transient: isTransient = false } = refusal;
  const rule = classifySendError({ httpStatus, code, isTransient });
  switch (rule.class) {
    case 'ambiguous':
      return { kind: 'ambiguous', error: 'graph_error' };
    case 'fail':
      return { kind: 'failed', code, error: 'graph_error' };
    case 'retry':
    case 'stop': {
      const waitMs = Math.max(retryAfterMs ?? 0, rule.delayMs ?? 0);
      return {
        kind: 'not_sent',
        code,
        retryAfterMs: waitMs === 0 ? null : waitMs,
        error: 'graph_error',
        stop: rule.class === 'stop',
      };
    }
  }
}

/** The value, or undefined for anything that is no JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
