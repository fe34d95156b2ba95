import type { Request, Response } from 'express';
import { findConversationView } from '../db/conversation-view';
import { awaitSilence } from '../transactions/await-silence';
import type { Click, Done } from '../transactions/command';
import { teammateOf } from './authenticate';
import { noConversation } from './conversations';
import type { ApiContext } from './dependencies';
import { pathId } from './input';
import { presentConversation } from './present-conversation';

type Answer = (req: Request, res: Response, done: Done) => Promise<void>;

/** Rings, and answers a command with the conversation as it now is, once no AI reply begins any more. */
export function answerCommand({ db, timings, ring, ...links }: ApiContext): Answer {
  return async (req, res, done) => {
    if (done.wake !== null) ring(done.wake);
    // The survivor, when the path names a conversation that was merged.
    const id = 'conversationId' in done.answer ? done.answer.conversationId : pathId(req.params['id']);
    await awaitSilence(db, id, timings);
    const view = await findConversationView(db, id, teammateOf(req).id);
    if (view === null) throw noConversation();
    res.json(presentConversation(view, links));
  };
}

/** Whose click this request is, on which conversation. */
export function clickOf(req: Request, clientId: string): Click {
  return { conversationId: pathId(req.params['id']), teammateId: teammateOf(req).id, clientId };
}
