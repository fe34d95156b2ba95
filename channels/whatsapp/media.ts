import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { GraphConnection } from './graph-connection';
import { parseJson } from './send-result';
import { looseNumber, presentText } from './wire-scalars';

/** Why a file could not be read; `retryable` when the same call may succeed later. */
export class MediaError extends Error {
  constructor(
    readonly code: 'media_gone' | 'media_too_large' | 'media_refused' | 'media_unreachable' | 'media_corrupt',
    readonly retryable: boolean,
  ) {
    super(code);
    this.name = 'MediaError';
  }
}

export interface OpenedMedia {
  mimeType: string;
  /** Bytes as announced; null when WhatsApp did not say. */
  size: number | null;
  sha256: string | null;
  /** Read it once. Throws `MediaError` when more than `maxBytes` come or the digest does not match. */
  bytes: AsyncIterable<Uint8Array>;
}

const Metadata = z.looseObject({
  url: z.url(),
  mime_type: presentText,
  sha256: presentText,
  file_size: looseNumber.optional().catch(undefined),
});

/** Hosts from which Meta serves media: the access token goes to these and to the Graph host only. */
const MEDIA_HOSTS = /(^|\.)(fbsbx\.com|facebook\.com|fbcdn\.net|whatsapp\.net)$/;

/**
 * Opens a file of a message: asks for its address (valid 5 minutes), then reads it with the same token. Asks once more
 * when the address has expired. Redirects are not followed.
 * @throws MediaError
 */
export async function openMedia(
  source: { connection: GraphConnection; baseUrl: string; accessToken: string; path: string; timeoutMs: number },
  { maxBytes, signal }: { maxBytes: number; signal?: AbortSignal | undefined },
): Promise<OpenedMedia> {
  for (let attempt = 1; ; attempt++) {
    const { url, mime_type, sha256, file_size } = await resolve(source, signal);
    if (file_size !== undefined && file_size > maxBytes) throw new MediaError('media_too_large', false);
    if (!mayCarryToken(url, source.baseUrl)) throw new MediaError('media_refused', false);
    const response = await download(url, source, signal);
    if ([401, 403, 404].includes(response.status) && attempt === 1) {
      await response.body?.cancel();
      continue;
    }
    if (response.status !== 200 || response.body === null) {
      await response.body?.cancel();
      const gone = response.status === 404 || response.status === 410;
      throw new MediaError(gone ? 'media_gone' : 'media_refused', response.status >= 500 || response.status === 429);
    }
    return {
      mimeType: mime_type ?? response.headers.get('content-type') ?? 'application/octet-stream',
      size: file_size ?? null,
      sha256: sha256 ?? null,
      bytes: checked(response.body, maxBytes, sha256),
    };
  }
}

async function resolve({ connection, path, timeoutMs }: Parameters<typeof openMedia>[0], signal?: AbortSignal) {
  const answer = await connection.exchange({ method: 'GET', path, timeoutMs, signal });
  if (answer.kind !== 'answered') throw new MediaError('media_unreachable', true);
  const { data } = Metadata.safeParse(parseJson(answer.body));
  if (answer.httpStatus === 200 && data !== undefined) return data;
  // An expired or unknown id is answered with 400 and code 100, not with 404.
  const gone = answer.httpStatus === 400 || answer.httpStatus === 404;
  throw new MediaError(gone ? 'media_gone' : 'media_refused', answer.httpStatus >= 500 || answer.httpStatus === 429);
}

function mayCarryToken(url: string, baseUrl: string): boolean {
  const [media, graph] = [new URL(url), new URL(baseUrl)];
  return media.hostname === graph.hostname || (media.protocol === 'https:' && MEDIA_HOSTS.test(media.hostname));
}

async function download(
  url: string,
  { accessToken, timeoutMs }: { accessToken: string; timeoutMs: number },
  signal?: AbortSignal,
): Promise<Response> {
  const late = new AbortController();
  const timer = setTimeout(() => late.abort(), timeoutMs); // for the headers; a large file may take longer
  try {
    return await fetch(url, {
      headers: { authorization: `Bearer ${accessToken}`, 'user-agent': 'baton' },
      redirect: 'manual',
      signal: AbortSignal.any([late.signal, ...(signal ? [signal] : [])]),
    });
  } catch {
    throw new MediaError('media_unreachable', true);
  } finally {
    clearTimeout(timer);
  }
}

async function* checked(
  body: AsyncIterable<Uint8Array>,
  maxBytes: number,
  expected: string | undefined,
): AsyncGenerator<Uint8Array> {
  const hash = createHash('sha256');
  let size = 0;
  try {
    for await (const chunk of body) {
      size += chunk.length;
      if (size > maxBytes) throw new MediaError('media_too_large', false);
      hash.update(chunk);
      yield chunk;
    }
  } catch (error) {
    throw error instanceof MediaError ? error : new MediaError('media_unreachable', true);
  }
  const digest = hash.digest();
  // Written in hex here and in base64 in webhooks; anything else is no digest to compare with.
  const encoding = expected?.length === 64 ? 'hex' : expected?.length === 44 ? 'base64' : null;
  if (encoding !== null && digest.toString(encoding) !== expected) throw new MediaError('media_corrupt', true);
}
