import { notifications } from '@mantine/notifications';
import { useCallback } from 'react';
import { useCommand, type Command } from '../server/commands';
import { sentenceOf } from '../server/problem';

/** Does a command and says why when it was refused. */
export function useAct(conversationId: string): {
  act: (clientId: string, command: Command, onDone?: () => void) => void;
  isPending: boolean;
  /** What is under way: its control shows that the click was heard. */
  doing: Command['kind'] | null;
} {
  const { mutate, isPending, variables } = useCommand(conversationId);
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
  return { act, isPending, doing: isPending ? variables.command.kind : null };
}
