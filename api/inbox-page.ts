import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import express, { Router } from 'express';
import type { ApiContext } from './dependencies';
import { contentSecurityPolicy } from './security-headers';

/** Every address of the page; which of its views is meant is read by the page itself. */
const PAGES = ['/', '/sign-in', '/conversations/:id', '/settings', '/settings/:part'];

const YEAR_S = 365 * 24 * 60 * 60;
const HOUR_S = 60 * 60;

/** The shared inbox, as `npm run build` made it. It tells nothing by itself: everything it shows comes from the API. */
export function inboxPage({ inboxFolder }: ApiContext): Router {
  const router = Router();

  router.get(PAGES, async (_req, res) => {
    // Read anew each time: a page built while this process runs names other files.
    const page = await readFile(path.join(inboxFolder, 'index.html'), 'utf8');
    const nonce = randomBytes(16).toString('base64');
    res.set('Content-Security-Policy', contentSecurityPolicy({ styleNonce: nonce }));
    res.type('html').send(page.replace('%STYLE_NONCE%', nonce));
  });

  // Their names change with their content.
  router.use(
    '/assets',
    express.static(path.join(inboxFolder, 'assets'), {
      ...PLAIN,
      setHeaders: (res) => res.setHeader('Cache-Control', `public, max-age=${YEAR_S}, immutable`),
    }),
  );
  router.use(
    express.static(inboxFolder, {
      ...PLAIN,
      setHeaders: (res, file) => {
        // Always the newest: what runs in the background would otherwise be a release behind.
        if (path.basename(file) !== 'service-worker.js') res.setHeader('Cache-Control', `public, max-age=${HOUR_S}`);
      },
    }),
  );
  return router;
}

/** `index.html` itself is served above only; what is not there is nobody's. */
const PLAIN = { index: false, redirect: false, dotfiles: 'ignore' } as const;
