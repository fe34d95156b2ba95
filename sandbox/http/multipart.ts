/** One part of a `multipart/form-data` body. */
export interface Part {
  name: string;
  filename: string | null;
  mimeType: string | null;
  bytes: Buffer;
}

const HEAD_END = Buffer.from('\r\n\r\n');

/** The parts of a whole body in memory; null when it is not multipart or breaks off. */
export function parseMultipart(raw: Buffer, contentType: string): Part[] | null {
  const boundary = /^multipart\/form-data;.*boundary="?([^";]+)"?/i.exec(contentType)?.[1];
  if (boundary === undefined) return null;
  const delimiter = Buffer.from(`--${boundary}`);
  const parts: Part[] = [];
  let at = raw.indexOf(delimiter);
  while (at >= 0) {
    const start = at + delimiter.length;
    if (raw.subarray(start, start + 2).toString() === '--') return parts;
    const end = raw.indexOf(delimiter, start);
    const headEnd = raw.indexOf(HEAD_END, start);
    if (end < 0 || headEnd < 0 || headEnd > end) return null;
    const head = raw.subarray(start, headEnd).toString();
    parts.push({
      name: /[; ]name="([^"]*)"/i.exec(head)?.[1] ?? '',
      filename: /filename="([^"]*)"/i.exec(head)?.[1] ?? null,
      mimeType: /content-type:\s*([^\r\n]+)/i.exec(head)?.[1] ?? null,
      bytes: raw.subarray(headEnd + HEAD_END.length, end - 2),
    });
    at = end;
  }
  return null;
}
