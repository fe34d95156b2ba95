import type { RequestHandler } from 'express';
import helmet from 'helmet';

/** Everything a page needs comes from this address; nothing is framed, sniffed or guessed. */
export function securityHeaders(): RequestHandler[] {
  return [
    helmet({
      contentSecurityPolicy: false,
      xFrameOptions: { action: 'deny' },
      referrerPolicy: { policy: 'no-referrer' },
    }),
    (_req, res, next) => {
      res.setHeader('Content-Security-Policy', contentSecurityPolicy());
      res.setHeader('Cache-Control', 'no-store');
      next();
    },
  ];
}

/**
 * What a page of ours may load: its own files only. `styleNonce` admits the style elements that bear it, and no others;
 * scripts in the page itself never run.
 */
export function contentSecurityPolicy({ styleNonce }: { styleNonce?: string } = {}): string {
  const own = "'self'";
  return Object.entries({
    'default-src': "'none'",
    'script-src': own,
    'style-src': styleNonce === undefined ? own : `${own} 'nonce-${styleNonce}'`,
    'img-src': `${own} data: blob:`,
    'media-src': `${own} blob:`,
    'font-src': own,
    'connect-src': own,
    'manifest-src': own,
    'worker-src': own,
    'form-action': own,
    'base-uri': "'none'",
    'frame-ancestors': "'none'",
  })
    .map(([directive, sources]) => `${directive} ${sources}`)
    .join('; ');
}
