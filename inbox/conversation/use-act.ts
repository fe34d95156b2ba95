import { notifications } from '@mantine/notifications';
import { useCallback } from 'react';
import { useCommand, type Command } from '../server/commands';
import { sentenceOf } from '../server/problem';

/** Does a command and says why when it was refused. */
export function useAct(conversationId: string): {
  act: (clientId: string, command: Command, onDone?: () => void) => void;
  isPending: boolean;
} {
  const { mutate, isPending } = useCommand(conversationId);
  const act = useCallback(
    (clientId: string, command: Command, onDone?: () => void) =>
      mutate(
        { clientId, command },
        {
          onSuccess: () => onDone?.(),
          onError: (error) =>
            notifications.show({ color: 'red', title: 'That did not work', message: sentenceOf(error) }),
        },
      ),
    [mutate],
  );
  return { act, isPending };
}
