import type { ConversationPage } from './place-conversation';
import { request } from './request';

/** Who has waited longest, besides an open conversation; null when nobody else waits. */
export async function findNextWaiting(openId: string | null): Promise<string | null> {
  const { items } = await request<ConversationPage>('GET', '/api/conversations?filter=waiting&sort=waiting&limit=2');
  return items.find(({ id }) => id !== openId)?.id ?? null;
}
