import { Router } from 'express';
import { isWritable } from '../db/readiness';
import type { Readiness } from './contract/health';
import type { ApiContext } from './dependencies';

/** For whoever decides whether this process gets traffic. Temporal being down must not take webhooks away from it. */
export function health({ db, temporalHealth }: Pick<ApiContext, 'db' | 'temporalHealth'>): Router {
  const router = Router();

  router.get('/healthz', (_req, res) => {
    res.json({ status: 'ok' });
  });

  router.get('/readyz', async (_req, res) => {
    const writable = await isWritable(db);
    const readiness: Readiness = {
      status: writable ? 'ready' : 'unavailable',
      postgres: writable ? 'writable' : 'unavailable',
      temporal: temporalHealth(),
    };
    res.status(writable ? 200 : 503).json(readiness);
  });

  return router;
}
