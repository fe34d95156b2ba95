import { Button, NativeSelect, Stack, Textarea } from '@mantine/core';
import { useState } from 'react';
import type { Conversation } from '../../api/contract/conversation';
import { useMe } from '../server/me';
import { useTeammates } from '../server/teammates';
import { Dialog } from '../settings/dialog';

/** The API's. */
const LIMIT = 4_000;

interface AssignWithNoteProps {
  conversation: Conversation;
  onAssign: (teammateId: string, note: string) => void;
  onClose: () => void;
}

/** Gives the conversation to somebody with what they should know: it goes into their mail and into the history. */
export function AssignWithNote({ conversation: { assignee }, onAssign, onClose }: AssignWithNoteProps) {
  const { data: teammates = [] } = useTeammates();
  const { data: me } = useMe();
  const choices = teammates.filter(({ id }) => id !== me?.id);
  const [chosen, setChosen] = useState<string | null>(null);
  const [note, setNote] = useState('');
  const teammateId = chosen ?? (choices.some(({ id }) => id === assignee?.id) ? assignee?.id : choices[0]?.id) ?? '';
  const isReady = teammateId !== '' && note.trim() !== '';
  return (
    <Dialog isForm title="Assign with a note" onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (!isReady) return;
          onAssign(teammateId, note.trim());
          onClose();
        }}
      >
        <Stack>
          <NativeSelect
            label="To"
            data={choices.map(({ id, name }) => ({ value: id, label: name }))}
            value={teammateId}
            onChange={({ currentTarget }) => setChosen(currentTarget.value)}
          />
          <Textarea
            label="Note"
            description="In their mail and in the history. The customer and the AI never read it."
            data-autofocus
            autosize
            minRows={3}
            maxRows={10}
            maxLength={LIMIT}
            value={note}
            onChange={({ currentTarget }) => setNote(currentTarget.value)}
          />
          <Button type="submit" disabled={!isReady}>
            Assign
          </Button>
        </Stack>
      </form>
    </Dialog>
  );
}
