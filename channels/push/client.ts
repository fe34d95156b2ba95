import http from 'node:http';
import https from 'node:https';
import { generateRequestDetails } from 'web-push';
import { NOT_PUBLIC, publicLookup } from './public-lookup';
import { isPushEndpoint } from './push-endpoint';

export interface PushSettings {
  /** VAPID (RFC 8292), base64url. */
  keys: { publicKey: string; privateKey: string };
  /** Whom a push service may ask about us: `https:` or `mailto:`. */
  subject: string;
  /** See `isPushEndpoint`. */
  internalOrigins: readonly string[];
  timeoutMs: number;
}

/** One browser. */
export interface PushTarget {
  endpoint: string;
  p256dh: string;
  auth: string;
}

/** What is known about a push afterwards. `code` is ours or `http_<status>`, never the service's words. */
export type PushResult =
  | { kind: 'accepted' }
  /** The browser can no longer be reached at this address. */
  | { kind: 'gone' }
  | { kind: 'retry'; afterMs: number; code: string }
  /** Will never be accepted as it is. */
  | { kind: 'rejected'; code: string };

export interface PushClient {
  /**
   * Sends once, encrypted for this browser (RFC 8291). Never throws.
   * @param topic 1-32 characters of base64url: of several undelivered with one topic only the last is kept (RFC 8030)
   */
  send(target: PushTarget, payload: string, options: { topic: string; signal?: AbortSignal }): Promise<PushResult>;
}

/** Later than this the news is no longer news: the service drops what it could not deliver. */
const KEPT_S = 4 * 60 * 60;

const TRY_AGAIN_MS = 5_000;

/**
 * Tells browsers through their push services. web-push encrypts and signs; the request is made here, because its target
 * is foreign input: the connection's own address is checked, no redirect is followed and no answer is read.
 */
export function createPushClient({ keys, subject, internalOrigins, timeoutMs }: PushSettings): PushClient {
  return {
    async send({ endpoint, p256dh, auth }, payload, { topic, signal }) {
      if (!isPushEndpoint(endpoint, internalOrigins)) return { kind: 'rejected', code: 'endpoint_not_allowed' };
      let sealed: ReturnType<typeof generateRequestDetails>;
      try {
        const vapidDetails = { subject, ...keys };
        const subscription = { endpoint, keys: { p256dh, auth } };
        sealed = generateRequestDetails(subscription, payload, { vapidDetails, TTL: KEPT_S, urgency: 'high', topic });
      } catch {
        return { kind: 'rejected', code: 'unusable_keys' };
      }
      const timeout = AbortSignal.timeout(timeoutMs);
      try {
        return resultOf(
          await post(endpoint, sealed.headers, sealed.body, {
            isInternal: internalOrigins.includes(new URL(endpoint).origin),
            signal: signal === undefined ? timeout : AbortSignal.any([signal, timeout]),
          }),
        );
      } catch (error) {
        return failureOf(error, timeout.aborted);
      }
    },
  };
}

interface Answer {
  status: number;
  retryAfterS: number;
}

function post(
  endpoint: string,
  headers: http.OutgoingHttpHeaders,
  body: Buffer | null,
  { isInternal, signal }: { isInternal: boolean; signal: AbortSignal },
): Promise<Answer> {
  const secure = endpoint.startsWith('https:');
  return new Promise((resolve, reject) => {
    const request = (secure ? https : http).request(endpoint, {
      method: 'POST',
      headers,
      signal,
      agent: false,
      ...(isInternal ? {} : { lookup: publicLookup }),
    });
    request.once('response', (response) => {
      response.on('error', () => undefined);
      resolve({ status: response.statusCode ?? 0, retryAfterS: Number(response.headers['retry-after']) });
      request.destroy();
    });
    request.on('error', reject);
    request.end(body);
  });
}

/** Sources: RFC 8030 (404 when a subscription has ended) and the services' own documents (410, 429, 5xx). */
function resultOf({ status, retryAfterS }: Answer): PushResult {
  const code = `http_${status}`;
  if (status >= 200 && status < 300) return { kind: 'accepted' };
  if (status === 404 || status === 410) return { kind: 'gone' };
  if (status !== 408 && status !== 429 && status < 500) return { kind: 'rejected', code };
  return { kind: 'retry', afterMs: retryAfterS > 0 ? retryAfterS * 1_000 : TRY_AGAIN_MS, code };
}

function failureOf(error: unknown, isTimeout: boolean): PushResult {
  if (error instanceof Error && 'code' in error && error.code === NOT_PUBLIC)
    return { kind: 'rejected', code: 'endpoint_not_allowed' };
  return { kind: 'retry', afterMs: TRY_AGAIN_MS, code: isTimeout ? 'timeout' : 'no_answer' };
}
