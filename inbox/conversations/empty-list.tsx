import { Stack, Text } from '@mantine/core';
import { TbCircleCheck, TbInbox, TbMessages, TbSparkles } from 'react-icons/tb';
import type { IconType } from 'react-icons';
import type { Filter } from '../server/filters';

const WORDS: Record<Filter, { EmptyIcon: IconType; title: string; text: string }> = {
  mine: { EmptyIcon: TbInbox, title: 'Nothing is assigned to you', text: 'Handoffs for you appear here at once.' },
  waiting: { EmptyIcon: TbCircleCheck, title: 'Nobody waits', text: 'Every customer has an answer.' },
  ai: { EmptyIcon: TbSparkles, title: 'The AI has no conversation', text: 'New customers begin here.' },
  all: {
    EmptyIcon: TbMessages,
    title: 'No conversations yet',
    text: 'The first message a customer writes opens one.',
  },
};

export function EmptyList({ filter }: { filter: Filter }) {
  const { EmptyIcon, title, text } = WORDS[filter];
  return (
    <Stack align="center" gap={4} px="lg" py={64} ta="center">
      <EmptyIcon size={34} strokeWidth={1.3} color="var(--faint)" aria-hidden />
      <Text fw={600}>{title}</Text>
      <Text size="sm" c="var(--faint)">
        {text}
      </Text>
    </Stack>
  );
}
