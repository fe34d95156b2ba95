import type { Attachment } from '../../api/contract/attachment';
import type { Problem } from '../../api/contract/problem';
import { Refused, Unreachable } from '../server/problem';
import type { PreparedFile } from './prepare-file';

/** No progress for so long: the connection is gone. */
const STALLED_MS = 30_000;
const NAME_LIMIT = 240;

/**
 * Sends a file to be kept; `onProgress` is told the share that has left, 0 to 1. Not by `fetch`, which cannot tell.
 * Rejects with `Refused` or `Unreachable`.
 */
export function upload(
  conversationId: string,
  { blob, name, mimeType }: PreparedFile,
  { signal, onProgress }: { signal: AbortSignal; onProgress: (share: number) => void },
): Promise<Attachment> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    // The end, which says what kind it is; cut, it may begin with half a sign.
    const filename = name
      .slice(-NAME_LIMIT)
      .replace(/[\p{Cc}\p{Surrogate}]/gu, '')
      .trim();
    const query = filename === '' ? '' : `?${new URLSearchParams({ filename }).toString()}`;
    request.open('POST', `/api/conversations/${conversationId}/attachments${query}`);
    request.setRequestHeader('Content-Type', mimeType);
    let stalled = setTimeout(() => request.abort(), STALLED_MS);
    request.upload.addEventListener('progress', ({ loaded, total }) => {
      clearTimeout(stalled);
      stalled = setTimeout(() => request.abort(), STALLED_MS);
      onProgress(total === 0 ? 0 : loaded / total);
    });
    request.addEventListener('loadend', () => {
      clearTimeout(stalled);
      const answer = parse(request.responseText);
      if (request.status === 201) resolve(answer as Attachment);
      else if (isProblem(answer)) reject(new Refused(answer));
      else reject(new Unreachable());
    });
    signal.addEventListener('abort', () => request.abort());
    request.send(blob);
  });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function isProblem(answer: unknown): answer is Problem {
  return typeof answer === 'object' && answer !== null && 'code' in answer && 'detail' in answer;
}
