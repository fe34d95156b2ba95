import { Router } from 'express';
import * as stored from '../db/saved-replies';
import { requireTeammate } from './authenticate';
import { NewSavedReply, SavedReplyChange, type SavedReplies, type SavedReply } from './contract/saved-reply';
import type { ApiContext } from './dependencies';
import { HttpProblem } from './http-problem';
import { bodyOf, jsonBody, pathId } from './input';

/** Words that teammates use again and again; everybody on the team may change them. */
export function savedReplies({ db, signIn: { business } }: Pick<ApiContext, 'db' | 'signIn'>): Router {
  const router = Router();
  const teammate = requireTeammate(db);

  router.get('/api/saved-replies', teammate, async (_req, res) => {
    const items = (await stored.listSavedReplies(db)).map(present);
    res.json({ items, business } satisfies SavedReplies);
  });

  router.post('/api/saved-replies', teammate, jsonBody, async (req, res) => {
    const saved = await stored.insertSavedReply(db, bodyOf(NewSavedReply, req));
    if (saved === null)
      throw new HttpProblem(
        'invalid_request',
        `There are ${stored.MOST_SAVED_REPLIES} saved replies already: delete one first.`,
      );
    res.status(201).json(present(saved));
  });

  router.patch('/api/saved-replies/:id', teammate, jsonBody, async (req, res) => {
    const saved = await stored.updateSavedReply(db, pathId(req.params['id']), bodyOf(SavedReplyChange, req));
    if (saved === null) throw noSavedReply();
    res.json(present(saved));
  });

  router.delete('/api/saved-replies/:id', teammate, async (req, res) => {
    if (!(await stored.deleteSavedReply(db, pathId(req.params['id'])))) throw noSavedReply();
    res.status(204).end();
  });

  return router;
}

function noSavedReply(): HttpProblem {
  return new HttpProblem('not_found', 'There is no saved reply with this id.');
}

function present({ id, name, text, updatedAt }: stored.SavedReply): SavedReply {
  return { id, name, text, updatedAt: updatedAt.toISOString() };
}
