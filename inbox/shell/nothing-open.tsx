import { Center, Kbd, Stack, Text } from '@mantine/core';
import { TbMessages } from 'react-icons/tb';
import { areSingleKeysOn } from '../keyboard/single-keys';

/** Beside a list from which nothing was chosen yet. */
export function NothingOpen() {
  return (
    <Center h="100%" bg="var(--sunken)">
      <Stack align="center" gap="xs" c="var(--faint)">
        <TbMessages size={36} strokeWidth={1.3} aria-hidden />
        <Text>Choose a conversation</Text>
        {areSingleKeysOn() && (
          <Text size="sm">
            <Kbd>n</Kbd> who has waited longest &nbsp; <Kbd>?</Kbd> all keys
          </Text>
        )}
      </Stack>
    </Center>
  );
}
