import { Router } from 'express';
import { z } from 'zod';
import { findConversation } from '../db/conversations';
import * as stored from '../db/notes';
import { addNote } from '../transactions/add-note';
import { requireTeammate, teammateOf } from './authenticate';
import { NewNote, type Note } from './contract/note';
import { PageQuery } from './contract/page';
import { noConversation } from './conversations';
import { decodeCursor, toPage } from './cursor';
import type { ApiContext } from './dependencies';
import { bodyOf, jsonBody, pathId, queryOf } from './input';

const Place = z.tuple([z.int().nonnegative(), z.guid()]);

/** What teammates tell one another in a conversation. */
export function notes({ db }: Pick<ApiContext, 'db'>): Router {
  const router = Router();
  const teammate = requireTeammate(db);

  router.get('/api/conversations/:id/notes', teammate, async (req, res) => {
    const { cursor, limit } = queryOf(PageQuery, req);
    const place = decodeCursor(Place, cursor);
    const conversation = await findConversation(db, pathId(req.params['id']));
    if (conversation === null) throw noConversation();
    const after = place && { createdAtUs: place[0], id: place[1] };
    const found = await stored.listNotes(db, conversation.id, { after, limit: limit + 1 });
    res.json(toPage(found, limit, present, ({ createdAtUs, id }) => [createdAtUs, id]));
  });

  /** 200 means that the note is stored and whoever it mentions will be mailed once. */
  router.post('/api/conversations/:id/notes', teammate, jsonBody, async (req, res) => {
    const { clientId, text, mentions } = bodyOf(NewNote, req);
    const { answer } = await addNote(db, {
      conversationId: pathId(req.params['id']),
      teammateId: teammateOf(req).id,
      clientId,
      text,
      mentions: [...new Set(mentions.map((id) => id.toLowerCase()))],
    });
    const note = 'noteId' in answer ? await stored.findNote(db, answer.noteId) : null;
    if (note === null) throw new Error('a note just stored cannot be read');
    res.json(present(note));
  });

  return router;
}

function present({ id, teammateId, text, mentions, assigneeId, clientId, createdAt }: stored.Note): Note {
  return { id, teammateId, text, mentions, assigneeId, clientId, createdAt: createdAt.toISOString() };
}
