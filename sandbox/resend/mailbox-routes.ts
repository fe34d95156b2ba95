import { Router } from 'express';
import express from 'express';
import { z } from 'zod';
import type { LiveUpdates } from '../http/live-updates';
import type { Mailbox } from './mailbox';

export interface MailboxRoutesOptions {
  mailbox: Mailbox;
  live: LiveUpdates;
  bounce: (emailId: string) => boolean;
  bounceAddress: (address: string, bounces: boolean) => void;
  /** Empties the mailbox. */
  clear: () => void;
}

/** What the mailbox page calls, under `/__sandbox/mailbox/`. */
export function mailboxRoutes({ mailbox, live, bounce, bounceAddress, clear }: MailboxRoutesOptions): Router {
  const router = Router();
  router.get('/events', (_req, res) => {
    live.join(res, { event: 'state', data: { emails: mailbox.list() } });
  });
  router.get('/emails', (_req, res) => void res.json({ items: mailbox.list() }));
  /** A mail's own HTML, for a frame: no scripts, no loading from elsewhere, links open in a new tab. */
  router.get('/emails/:id/html', (req, res) => {
    const email = mailbox.find(req.params.id);
    if (email?.html == null) {
      res.status(404).end();
      return;
    }
    res.setHeader(
      'content-security-policy',
      "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'; sandbox allow-popups allow-popups-to-escape-sandbox",
    );
    res.type('html').send(`<base target="_blank">${email.html}`);
  });
  router.post('/emails/:id/bounce', (req, res) => void res.status(bounce(req.params.id) ? 204 : 404).end());
  router.delete('/emails', (_req, res) => {
    clear();
    res.status(204).end();
  });
  router.use(express.json());
  router.post('/bouncing-addresses', (req, res) => {
    const { address, bounces } = z.object({ address: z.string(), bounces: z.boolean().default(true) }).parse(req.body);
    bounceAddress(address, bounces);
    res.status(204).end();
  });
  return router;
}
