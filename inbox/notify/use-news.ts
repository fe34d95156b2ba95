import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import type { Conversation } from '../../api/contract/conversation';
import type { News } from './news';
import { watchNews } from './watch-news';

/** Hears what is news to this teammate for as long as the calling component lives. */
export function useNews(myId: string, onNews: (news: News, conversation: Conversation) => void): void {
  const client = useQueryClient();
  const latest = useRef(onNews);
  useEffect(() => {
    latest.current = onNews;
  });
  useEffect(() => watchNews(client, myId, (news, conversation) => latest.current(news, conversation)), [client, myId]);
}
