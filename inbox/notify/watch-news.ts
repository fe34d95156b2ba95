import type { QueryClient } from '@tanstack/react-query';
import type { Conversation } from '../../api/contract/conversation';
import { CONVERSATIONS } from '../server/conversations';
import { newsOf, type News } from './news';

/** The clocks of browser and server differ, and what happened while the page was being read is news too. */
const TOLERANCE_MS = 60_000;

/**
 * Hears, of every conversation that is read again, what is news to this teammate; each piece of it once, also when readings
 * overtake one another. Returns what stops it.
 */
export function watchNews(
  client: QueryClient,
  myId: string,
  onNews: (news: News, conversation: Conversation) => void,
): () => void {
  const sinceMs = Date.now() - TOLERANCE_MS;
  const known = new Map<string, Conversation>();
  const told = new Set<string>();
  return client.getQueryCache().subscribe(({ type, query }) => {
    const [noun] = query.queryKey as readonly unknown[];
    if (type !== 'updated') return;
    // What a list shows was there before it changes.
    if (noun === CONVERSATIONS[0])
      for (const listed of listedIn(query.state.data)) if (!known.has(listed.id)) known.set(listed.id, listed);
    if (noun !== 'conversation') return;
    const conversation = query.state.data as Conversation | undefined;
    if (conversation === undefined || conversation === known.get(conversation.id)) return;
    const news = newsOf(known.get(conversation.id), conversation, { myId, sinceMs });
    known.set(conversation.id, conversation);
    if (news === null || told.has(news.key)) return;
    told.add(news.key);
    onNews(news, conversation);
  });
}

function listedIn(data: unknown): Conversation[] {
  return (data as { pages: { items: Conversation[] }[] } | undefined)?.pages.flatMap(({ items }) => items) ?? [];
}
