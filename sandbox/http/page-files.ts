import express, { type RequestHandler, Router } from 'express';

const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' blob: data:",
  "media-src 'self' blob:",
  "connect-src 'self'",
  "form-action 'none'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
];

/** Serves a page's plain files from `folder` under a strict policy: nothing inline, nothing from elsewhere. `extra` adds directives. */
export function pageFiles(folder: string, extra: string[] = []): RequestHandler {
  const router = Router();
  const policy = [...CONTENT_SECURITY_POLICY, ...extra].join('; ');
  router.use((_req, res, next) => {
    res.setHeader('content-security-policy', policy);
    res.setHeader('x-content-type-options', 'nosniff');
    res.setHeader('referrer-policy', 'no-referrer');
    next();
  });
  router.use(express.static(folder, { index: 'index.html', cacheControl: false, etag: true }));
  return router;
}
