import type { QueryClient } from '@tanstack/react-query';
import type { Conversation } from '../../api/contract/conversation';
import { CONVERSATIONS } from '../server/conversations';
import { newsOf, type News } from './news';

/** The clocks of browser and server differ, and what happened while the page was being read is news too. */
const TOLERANCE_MS = 60_000;

/**
 * Hears, of every conversation that is read again, alone or in a list, what is news to this teammate; each piece of it once,
 * also when readings overtake one another. Returns what stops it.
 */
export function watchNews(
  client: QueryClient,
  myId: string,
  onNews: (news: News, conversation: Conversation) => void,
): () => void {
  const sinceMs = Date.now() - TOLERANCE_MS;
  const met = new Set<string>();
  const toldMs = new Map<string, number>();
  const hear = (conversation: Conversation) => {
    // What was given to somebody before this page knew of it is not new; given later, it is, however old the handoff.
    const isKnown = met.has(conversation.id);
    met.add(conversation.id);
    const news = newsOf(conversation, myId);
    if (news === null || news.atMs <= (toldMs.get(news.key) ?? 0)) return;
    toldMs.set(news.key, news.atMs);
    if (news.atMs >= sinceMs || (isKnown && news.kind === 'assigned')) onNews(news, conversation);
  };
  return client.getQueryCache().subscribe((event) => {
    if (event.type !== 'updated' || event.action.type !== 'success') return;
    const { query } = event;
    const [noun] = query.queryKey as readonly unknown[];
    if (noun === CONVERSATIONS[0]) for (const listed of listedIn(query.state.data)) hear(listed);
    else if (noun === 'conversation' && query.state.data !== undefined) hear(query.state.data as Conversation);
  });
}

function listedIn(data: unknown): Conversation[] {
  return (data as { pages: { items: Conversation[] }[] } | undefined)?.pages.flatMap(({ items }) => items) ?? [];
}
