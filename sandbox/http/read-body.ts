import type { IncomingMessage } from 'node:http';

/** The whole body. A caller that breaks off leaves what had come. */
export async function readBody(req: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  try {
    for await (const chunk of req) chunks.push(chunk as Buffer);
  } catch {
    // The caller went away; what had arrived is still what arrived.
  }
  return Buffer.concat(chunks);
}
