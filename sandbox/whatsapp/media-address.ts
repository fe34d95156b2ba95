import { createHmac, timingSafeEqual } from 'node:crypto';

/** Makes and checks media addresses that work for a few minutes and cannot be made up. */
export interface MediaAddresses {
  /** Path and query below the stand-in's own address. */
  pathOf(mediaId: string, expiresAtMs: number): string;
  isValid(mediaId: string, query: { expires: string; signature: string }, atMs: number): boolean;
}

export function createMediaAddresses(secret: string): MediaAddresses {
  const sign = (mediaId: string, expires: string) =>
    createHmac('sha256', secret).update(`media:${mediaId}:${expires}`).digest('hex');
  return {
    pathOf: (mediaId, expiresAtMs) =>
      `/media-files/${mediaId}?expires=${expiresAtMs}&signature=${sign(mediaId, String(expiresAtMs))}`,
    isValid: (mediaId, { expires, signature }, atMs) => {
      const expected = Buffer.from(sign(mediaId, expires));
      const given = Buffer.from(signature);
      return given.length === expected.length && timingSafeEqual(given, expected) && atMs < Number(expires);
    },
  };
}
