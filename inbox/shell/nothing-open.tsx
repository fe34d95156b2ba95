import { Center, Stack, Text } from '@mantine/core';
import { IconMessages } from '@tabler/icons-react';

export function NothingOpen() {
  return (
    <Center h="100%" bg="var(--sunken)">
      <Stack align="center" gap="xs" c="var(--faint)">
        <IconMessages size={36} stroke={1.3} aria-hidden />
        <Text>Choose a conversation</Text>
      </Stack>
    </Center>
  );
}
