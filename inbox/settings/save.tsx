import { Button, Group, Loader, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { Complaint } from '../sign-in/complaint';

interface SaveProps {
  /** What the button does: "Save", "Invite". */
  words: string;
  isSaving: boolean;
  /** Whether there is something to save that a person might forget; the button stands out then. */
  isChanged?: boolean;
  /** Why the last try did not work, unless a field already says so. */
  error?: unknown;
  /** Further buttons. */
  children?: ReactNode;
}

/** The foot of a form. Its button is never disabled, which would take the focus away from whoever pressed it. */
export function Save({ words, isSaving, isChanged, error = null, children }: SaveProps) {
  return (
    <>
      <Complaint error={error} />
      <Group gap="sm" mt="xs">
        <Button
          type="submit"
          variant={isChanged === false ? 'default' : 'filled'}
          aria-busy={isSaving}
          leftSection={isSaving ? <Loader size={16} color="currentcolor" /> : null}
        >
          {words}
        </Button>
        {children}
        <Text size="sm" c="var(--faint)" role="status">
          {isSaving ? 'Saving …' : isChanged === true ? 'Not saved yet' : ''}
        </Text>
      </Group>
    </>
  );
}
