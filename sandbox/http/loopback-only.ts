import type { RequestHandler } from 'express';

const LOOPBACK = new Set(['127.0.0.1', 'localhost', '[::1]']);

/**
 * Guards a stand-in's page and controls, which need no password: refuses a Host that is not this machine (a foreign name
 * that was made to resolve to it) and a request that another origin's page sends.
 */
export const loopbackOnly: RequestHandler = (req, res, next) => {
  const host = req.headers.host ?? '';
  const { origin } = req.headers;
  const foreignHost = !LOOPBACK.has(host.replace(/:\d+$/, ''));
  if (foreignHost || (origin !== undefined && origin !== `http://${host}`)) {
    res.status(403).json({ error: 'Only for pages of this machine.' });
    return;
  }
  next();
};
