import express, { type Request } from 'express';

/** Keeps the body as it came: signatures are over these very bytes, so nothing may parse or inflate it first. */
export const rawBody = express.raw({ type: () => true, limit: '5mb', inflate: false });

/** The bytes that `rawBody` read; none when there was no body. */
export function bytesOf(req: Request): Buffer {
  const body: unknown = req.body;
  return Buffer.isBuffer(body) ? body : Buffer.alloc(0);
}
