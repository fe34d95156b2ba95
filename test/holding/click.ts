import { randomUUID } from 'node:crypto';

/** A click nobody has made before. */
export function click(conversationId: string, teammateId: string) {
  return { conversationId, teammateId, clientId: randomUUID() };
}
