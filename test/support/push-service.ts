import {
  createDecipheriv,
  createECDH,
  createHmac,
  createPublicKey,
  randomBytes,
  randomUUID,
  verify,
} from 'node:crypto';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a browser would hand to the api, and how what it is told looks to it. */
export interface SubscribedBrowser {
  subscription: { endpoint: string; keys: { p256dh: string; auth: string } };
  /** What arrived for it, decrypted as it alone can (RFC 8291), oldest first. */
  told: { payload: string; headers: IncomingHttpHeaders; signedBy: string; claims: Record<string, unknown> }[];
  /** Attempts, also those that failed. */
  attempts: () => number;
  /** What the next attempts are answered with; then 201 again. */
  answerNext: (...answers: { status: number; headers?: Record<string, string> }[]) => void;
}

export interface PushServiceStandIn {
  url: string;
  browser: () => SubscribedBrowser;
  stop: () => Promise<void>;
}

/** A push service on loopback (RFC 8030) that checks who signed (RFC 8292). */
export async function startPushService(): Promise<PushServiceStandIn> {
  type Receive = (headers: IncomingHttpHeaders, body: Buffer) => { status: number; headers?: Record<string, string> };
  const browsers = new Map<string, Receive>();
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const receive = browsers.get(request.url ?? '');
      const { status, headers } = receive?.(request.headers, Buffer.concat(chunks)) ?? { status: 404 };
      response.writeHead(status, headers).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    browser: () => {
      const keys = createECDH('prime256v1');
      const p256dh = keys.generateKeys('base64url');
      const auth = randomBytes(16);
      const path = `/push/${randomUUID()}`;
      const answers: ReturnType<Receive>[] = [];
      const told: SubscribedBrowser['told'] = [];
      let attempts = 0;
      browsers.set(path, (headers, body) => {
        attempts++;
        const answer = answers.shift() ?? { status: 201 };
        if (answer.status === 201)
          told.push({ payload: decrypt(body, keys, auth), headers, ...verified(headers.authorization ?? '', url) });
        return answer;
      });
      return {
        subscription: { endpoint: url + path, keys: { p256dh, auth: auth.toString('base64url') } },
        told,
        attempts: () => attempts,
        answerNext: (...next) => void answers.push(...next),
      };
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Whose key signed for this service; throws where nobody did. */
function verified(authorization: string, audience: string): { signedBy: string; claims: Record<string, unknown> } {
  const [, token = '', key = ''] = /^vapid t=([\w.-]+), k=([\w-]+)$/.exec(authorization) ?? [];
  const [header = '', claims = '', signature = ''] = token.split('.');
  const point = Buffer.from(key, 'base64url');
  const jwk = {
    kty: 'EC',
    crv: 'P-256',
    x: point.subarray(1, 33).toString('base64url'),
    y: point.subarray(33, 65).toString('base64url'),
  };
  const publicKey = { key: createPublicKey({ key: jwk, format: 'jwk' }), dsaEncoding: 'ieee-p1363' } as const;
  if (!verify('sha256', Buffer.from(`${header}.${claims}`), publicKey, Buffer.from(signature, 'base64url')))
    throw new Error('a push that nobody signed');
  const read = JSON.parse(Buffer.from(claims, 'base64url').toString()) as Record<string, unknown>;
  if (read['aud'] !== audience) throw new Error('a push that was signed for another service');
  return { signedBy: key, claims: read };
}

/** `aes128gcm` of one record (RFC 8188) with the browser's keys (RFC 8291). */
function decrypt(body: Buffer, keys: ReturnType<typeof createECDH>, auth: Buffer): string {
  const salt = body.subarray(0, 16);
  const theirs = body.subarray(21, 21 + (body[20] ?? 0));
  const sealed = body.subarray(21 + theirs.length);
  const hmac = (key: Buffer, ...parts: (Buffer | string)[]) =>
    parts.reduce((hash, part) => hash.update(part), createHmac('sha256', key)).digest();
  const info = Buffer.concat([Buffer.from('WebPush: info\0'), keys.getPublicKey(), theirs, Buffer.from([1])]);
  const secret = hmac(salt, hmac(hmac(auth, keys.computeSecret(theirs)), info));
  const key = hmac(secret, 'Content-Encoding: aes128gcm\0\u0001').subarray(0, 16);
  const nonce = hmac(secret, 'Content-Encoding: nonce\0\u0001').subarray(0, 12);
  const cipher = createDecipheriv('aes-128-gcm', key, nonce);
  cipher.setAuthTag(sealed.subarray(-16));
  const open = Buffer.concat([cipher.update(sealed.subarray(0, -16)), cipher.final()]);
  return open.subarray(0, open.lastIndexOf(2)).toString();
}
