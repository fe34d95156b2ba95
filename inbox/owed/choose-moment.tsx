import { Button, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { Dialog } from '../settings/dialog';
import { useNow } from '../words/use-now';

interface ChooseMomentProps {
  onChoose: (until: string) => void;
  onClose: () => void;
}

/** Any moment ahead, in this device's time. */
export function ChooseMoment({ onChoose, onClose }: ChooseMomentProps) {
  const [field, setField] = useState('');
  const [isAsked, setIsAsked] = useState(false);
  const now = useNow(1_000);
  const at = field === '' ? null : new Date(field);
  const isAhead = at !== null && at > now;
  return (
    <Dialog isForm title="When do you owe the answer?" onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          setIsAsked(true);
          if (isAhead) onChoose(at.toISOString());
        }}
      >
        <Stack>
          <TextInput
            type="datetime-local"
            label="Until, in your time"
            description="Until then the conversation stays in Waiting; after that it is overdue."
            data-autofocus
            value={field}
            error={isAsked && !isAhead ? 'Choose a moment ahead' : null}
            onChange={({ currentTarget }) => setField(currentTarget.value)}
          />
          <Button type="submit">Keep it waiting</Button>
        </Stack>
      </form>
    </Dialog>
  );
}
