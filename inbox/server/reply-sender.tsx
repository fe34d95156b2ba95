import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { Message } from '../../api/contract/message';
import { addMessage } from './messages';
import { isTemporary, Refused } from './problem';
import {
  changeReplies,
  useConversationsWithReplies,
  useWaitingReplies,
  type ReplyPlace,
  type WaitingReply,
} from './reply-store';
import { request } from './request';

/** Sends what teammates wrote, also in conversations that are no longer open, and after a reload. */
export function ReplySender({ teammateId }: { teammateId: string }) {
  return useConversationsWithReplies(teammateId).map((id) => (
    <SendReplies key={id} teammateId={teammateId} conversationId={id} />
  ));
}

/** One at a time, so that replies arrive in the order in which they were written. */
function SendReplies({ teammateId, conversationId }: ReplyPlace) {
  const place = { teammateId, conversationId };
  const client = useQueryClient();
  const { mutate, isPending } = useMutation({
    mutationFn: (reply: WaitingReply) =>
      request<Message>('POST', `/api/conversations/${conversationId}/messages`, bodyOf(reply)),
    retry: (_failures, error) => isTemporary(error),
    retryDelay: (failures) => Math.min(500 * 2 ** failures, 8_000),
    onSuccess: (message, { clientId }) => {
      addMessage(client, conversationId, message);
      changeReplies(place, (replies) => replies.filter((reply) => reply.clientId !== clientId));
    },
    onError: (error, { clientId }) => {
      // The session is over: it is sent after the sign-in.
      if (error instanceof Refused && error.code === 'unauthenticated') return;
      changeReplies(place, (replies) =>
        replies.map((reply) => (reply.clientId === clientId ? { ...reply, refused: refusalOf(error) } : reply)),
      );
    },
  });
  const next = useWaitingReplies(place).find(({ refused }) => refused === null);
  useEffect(() => {
    if (next !== undefined && !isPending) mutate(next);
  }, [next, isPending, mutate]);
  return null;
}

function bodyOf({ clientId, text, attachment, quote, template }: WaitingReply): Record<string, unknown> {
  if (template !== undefined) return { clientId, template };
  return {
    clientId,
    ...(text === '' ? {} : { text }),
    ...(attachment === undefined ? {} : { attachmentId: attachment.id }),
    ...(quote === undefined ? {} : { replyTo: quote.id }),
  };
}

function refusalOf(error: unknown): NonNullable<WaitingReply['refused']> {
  return error instanceof Refused
    ? { code: error.code, message: error.message, holder: error.holder ?? null }
    : { code: 'internal', message: 'This reply could not be sent.', holder: null };
}
