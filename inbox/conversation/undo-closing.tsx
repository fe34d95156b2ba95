import { Button } from '@mantine/core';
import { newClientId } from '../server/commands';
import { useAct } from './use-act';

/** Says that a person wrote what was closed: whoever handles the conversation answers it after all. */
export function UndoClosing({ conversationId, turnId }: { conversationId: string; turnId: string }) {
  const { act, isPending } = useAct(conversationId);
  return (
    <Button
      size="compact-sm"
      variant="default"
      loading={isPending}
      onClick={() => act(newClientId(), { kind: 'undo-closing', turnId })}
    >
      It was a person
    </Button>
  );
}
