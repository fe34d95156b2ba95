import { Router } from 'express';
import { z } from 'zod';
import { findConversationViews } from '../db/conversation-view';
import { listMessagesById, type MessageView } from '../db/message-list';
import { search as searchFor, type Found } from '../db/search';
import { requireTeammate, teammateOf } from './authenticate';
import { SearchQuery, type SearchResult } from './contract/search';
import { decodeCursor, toPage } from './cursor';
import type { ApiContext } from './dependencies';
import { hitExcerpt } from './hit-excerpt';
import { queryOf } from './input';
import { presentConversation } from './present-conversation';
import { presentAuthor } from './present-message';

const SearchPlace = z.tuple([z.literal('search'), z.int(), z.guid()]);

/** Finds conversations by their customer and by what was said in them. */
export function search({ db, ...links }: ApiContext): Router {
  const router = Router();

  router.get('/api/search', requireTeammate(db), async (req, res) => {
    const { q: words, cursor, limit } = queryOf(SearchQuery, req);
    const place = decodeCursor(SearchPlace, cursor);
    const after = place && { atUs: place[1], id: place[2] };
    const found = await searchFor(db, { words, after, limit: limit + 1 });
    const { items, nextCursor } = toPage(
      found,
      limit,
      (each) => each,
      ({ atUs, id }) => ['search', atUs, id],
    );
    res.json({ items: await results(items, words, teammateOf(req).id), nextCursor });
  });

  /** A conversation merged away or a message gone since is left out. */
  async function results(found: readonly Found[], words: string, teammateId: string): Promise<SearchResult[]> {
    const ids = found.map(({ id }) => id);
    const [views, messages] = await Promise.all([
      findConversationViews(db, ids, teammateId),
      listMessagesById(
        db,
        found.flatMap(({ messageId }) => messageId ?? []),
      ),
    ]);
    return found.flatMap(({ id, messageId }) => {
      const view = views.find((each) => each.id === id);
      const message = messages.find((each) => each.id === messageId);
      if (view === undefined || (messageId !== null && message === undefined)) return [];
      return { conversation: presentConversation(view, links), hit: message ? presentHit(message, words) : null };
    });
  }

  return router;
}

function presentHit(message: MessageView, words: string): NonNullable<SearchResult['hit']> {
  return {
    messageId: message.id,
    at: message.createdAt.toISOString(),
    author: presentAuthor(message),
    ...hitExcerpt(message.text ?? '', words),
  };
}
