import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { Message } from '../../api/contract/message';
import type { Me } from '../../api/contract/sign-in';
import { ME } from './me';
import { addMessage, refreshMessages } from './messages';
import { isTemporary } from './problem';
import { request } from './request';

/** What a teammate says about a message that failed or that nobody could confirm. */
export type Account = 'send-again' | 'arrived';

/** The click's id comes from the message: however often somebody clicks, and after a reload, it is one click. */
export function useAccountFor(conversationId: string, message: Message) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (account: Account) =>
      request<Message>('POST', `/api/conversations/${conversationId}/messages/${message.id}/${account}`, {
        clientId: `${account}:${message.id}:${client.getQueryData<Me | null>(ME)?.id ?? ''}`,
      }),
    retry: (failures, error) => isTemporary(error) && failures < 8,
    retryDelay: (failures) => Math.min(500 * 2 ** failures, 8_000),
    onSuccess: (answer) => {
      addMessage(client, conversationId, answer);
      if (answer.id !== message.id)
        addMessage(client, conversationId, {
          ...message,
          resentAs: answer.id,
          canSendAgain: false,
          mayHaveArrived: false,
        });
    },
    // What was known of it is no longer true.
    onError: () => void refreshMessages(client, conversationId).catch(() => undefined),
  });
}
