import { useMemo } from 'react';
import { newClientId } from './commands';
import { changeReplies, useWaitingReplies, type ReplyContent, type ReplyPlace } from './reply-store';

/**
 * A teammate's replies that are still on their way, and how to add one. They are kept in the browser until the API has
 * answered: a double click, a reload and a lost connection still make one message. `ReplySender` sends them.
 */
export function useReplies({ teammateId, conversationId }: ReplyPlace) {
  const place = useMemo(() => ({ teammateId, conversationId }), [teammateId, conversationId]);
  const waiting = useWaitingReplies(place);
  const edits = useMemo(
    () => ({
      add: (content: ReplyContent) =>
        changeReplies(place, (replies) => [
          ...replies,
          { ...content, clientId: newClientId(), writtenAt: new Date().toISOString(), refused: null },
        ]),
      drop: (clientId: string) =>
        changeReplies(place, (replies) => replies.filter((reply) => reply.clientId !== clientId)),
      /** Under a new id: the API keeps its first answer to an old one. */
      tryAgain: (clientId: string) =>
        changeReplies(place, (replies) =>
          replies.map((reply) =>
            reply.clientId === clientId ? { ...reply, clientId: newClientId(), refused: null } : reply,
          ),
        ),
    }),
    [place],
  );
  return { waiting, ...edits };
}
