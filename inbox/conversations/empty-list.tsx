import { Stack, Text } from '@mantine/core';
import { IconCircleCheck, IconInbox, IconMessages, IconSparkles, type Icon } from '@tabler/icons-react';
import type { Filter } from '../server/filters';

const WORDS: Record<Filter, { EmptyIcon: Icon; title: string; text: string }> = {
  mine: { EmptyIcon: IconInbox, title: 'Nothing is assigned to you', text: 'Handoffs for you appear here at once.' },
  waiting: { EmptyIcon: IconCircleCheck, title: 'Nobody waits', text: 'Every customer has an answer.' },
  ai: { EmptyIcon: IconSparkles, title: 'The AI has no conversation', text: 'New customers begin here.' },
  all: {
    EmptyIcon: IconMessages,
    title: 'No conversations yet',
    text: 'The first message a customer writes opens one.',
  },
};

export function EmptyList({ filter }: { filter: Filter }) {
  const { EmptyIcon, title, text } = WORDS[filter];
  return (
    <Stack align="center" gap={4} px="lg" py={64} ta="center">
      <EmptyIcon size={34} stroke={1.3} color="var(--faint)" aria-hidden />
      <Text fw={600}>{title}</Text>
      <Text size="sm" c="var(--faint)">
        {text}
      </Text>
    </Stack>
  );
}
