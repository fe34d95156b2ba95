import { Button, Group } from '@mantine/core';
import { useSearchParams } from 'wouter';

interface NewerMessagesProps {
  isReading: boolean;
  onNewer: () => void;
}

/** The end of a part that a search led to: on from here, or at once to where the conversation is now. */
export function NewerMessages({ isReading, onNewer }: NewerMessagesProps) {
  const [, setSearch] = useSearchParams();
  return (
    <Group justify="center" gap="xs" py="sm">
      <Button size="compact-sm" variant="subtle" loading={isReading} onClick={onNewer}>
        Later messages
      </Button>
      <Button
        size="compact-sm"
        variant="default"
        onClick={(event) => {
          event.currentTarget.closest('[role="region"]')?.scrollTo(0, 0);
          setSearch((known) => {
            const next = new URLSearchParams(known);
            next.delete('at');
            return next;
          });
        }}
      >
        Go to the newest
      </Button>
    </Group>
  );
}
