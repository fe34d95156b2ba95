import { Button, Group, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { Complaint } from '../sign-in/complaint';
import { Dialog } from './dialog';

interface AskOnceProps {
  title: string;
  /** What will happen. */
  children: ReactNode;
  /** What the red button does: "Delete". */
  words: string;
  isDoing: boolean;
  error: unknown;
  onDo: () => void;
  onClose: () => void;
}

/** Asks before something that cannot be taken back. The focus begins on the way out. */
export function AskOnce({ title, children, words, isDoing, error, onDo, onClose }: AskOnceProps) {
  return (
    <Dialog title={title} onClose={onClose}>
      <Stack>
        <Text size="sm" component="div">
          {children}
        </Text>
        <Complaint error={error} />
        <Group justify="flex-end">
          <Button variant="default" data-autofocus onClick={onClose}>
            Cancel
          </Button>
          <Button
            color="red.8"
            aria-busy={isDoing}
            onClick={() => {
              if (!isDoing) onDo();
            }}
          >
            {isDoing ? 'One moment …' : words}
          </Button>
        </Group>
      </Stack>
    </Dialog>
  );
}
