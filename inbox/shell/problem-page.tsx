import { Button, Center, Stack, Text, Title } from '@mantine/core';

/** Nothing can be shown: why, and the way out. */
export function ProblemPage({ title, text, onRetry }: { title: string; text: string; onRetry?: () => void }) {
  return (
    <Center h="100%" p="lg">
      <Stack align="center" maw={420} role="alert">
        <Title order={1} size="h3" ta="center">
          {title}
        </Title>
        <Text ta="center" c="var(--faint)">
          {text}
        </Text>
        {onRetry !== undefined && <Button onClick={onRetry}>Try again</Button>}
      </Stack>
    </Center>
  );
}
