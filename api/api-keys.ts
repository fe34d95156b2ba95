import { Router } from 'express';
import { listApiKeys, makeApiKey, revokeApiKey, type StoredKey } from '../db/api-keys';
import { requireOwner } from './authenticate';
import { NewApiKey, type ApiKey } from './contract/api-key';
import type { ApiContext } from './dependencies';
import { HttpProblem } from './http-problem';
import { bodyOf, jsonBody, pathId } from './input';

/** Keys for clients of this API. A key is shown once, by the answer that makes it. */
export function apiKeys({ db }: ApiContext): Router {
  const router = Router();
  const owner = requireOwner(db);

  router.get('/api/api-keys', owner, async (_req, res) => {
    const keys = await listApiKeys(db);
    res.json({ items: keys.map(present), nextCursor: null });
  });

  router.post('/api/api-keys', owner, jsonBody, async (req, res) => {
    const made = await makeApiKey(db, bodyOf(NewApiKey, req));
    if (made === null) {
      const message = 'must name an active teammate';
      throw new HttpProblem('invalid_request', `teammateId ${message}.`, {
        facts: { errors: [{ field: 'teammateId', message }] },
      });
    }
    res.status(201).json(made);
  });

  router.delete('/api/api-keys/:id', owner, async (req, res) => {
    if (!(await revokeApiKey(db, pathId(req.params['id']))))
      throw new HttpProblem('not_found', 'There is no key with this id.');
    res.status(204).end();
  });

  return router;
}

function present({ createdAt, ...key }: StoredKey): ApiKey {
  return { ...key, createdAt: createdAt.toISOString() };
}
