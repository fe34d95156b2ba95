import { Button, Popover, Stack, Text, Textarea } from '@mantine/core';
import { TbCheck } from 'react-icons/tb';
import { useState } from 'react';

/** What most conversations come to; one tap each. */
const USUAL = ['Solved', 'Question answered', 'Customer will come back to us', 'Nothing to do'];

interface ResolveProps {
  isMine: boolean;
  isResolving: boolean;
  onResolve: (outcome: string | null) => void;
}

/** Ends the handoff: the AI is back, and knows the outcome. */
export function Resolve({ isMine, isResolving, onResolve }: ResolveProps) {
  const [isOpen, setIsOpen] = useState(false);
  const [words, setWords] = useState('');
  const finish = (outcome: string | null) => {
    setIsOpen(false);
    setWords('');
    onResolve(outcome);
  };
  return (
    <Popover opened={isOpen} onChange={setIsOpen} position="bottom-end" width={300} trapFocus returnFocus withRoles>
      <Popover.Target>
        <Button
          size="sm"
          px="sm"
          data-key="e"
          variant={isMine ? 'filled' : 'default'}
          leftSection={<TbCheck size={16} />}
          loading={isResolving}
          onClick={() => setIsOpen(!isOpen)}
        >
          Resolve
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label="Resolve with an outcome">
        <Stack gap="xs">
          <Text size="sm" fw={600}>
            What came of it?
          </Text>
          {USUAL.map((outcome) => (
            <Button key={outcome} size="sm" variant="default" justify="start" onClick={() => finish(outcome)}>
              {outcome}
            </Button>
          ))}
          <form
            onSubmit={(event) => {
              event.preventDefault();
              finish(words.trim() === '' ? null : words.trim());
            }}
          >
            <Stack gap="xs">
              <Textarea
                label="In your words"
                description="The AI reads this when the customer writes again."
                autosize
                minRows={2}
                maxRows={6}
                maxLength={2_000}
                value={words}
                onChange={(event) => setWords(event.currentTarget.value)}
              />
              <Button type="submit">Resolve</Button>
            </Stack>
          </form>
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}
