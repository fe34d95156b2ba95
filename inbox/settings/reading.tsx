import { Alert, Button, Skeleton, Stack } from '@mantine/core';
import { sentenceOf } from '../server/problem';

interface Query {
  data: unknown;
  error: unknown;
  refetch: () => unknown;
}

/** In place of what is still read, or cannot be. */
export function Reading({ queries, what }: { queries: readonly Query[]; what: string }) {
  const failed = queries.filter(({ data, error }) => data === undefined && error !== null);
  if (failed.length === 0)
    return (
      <Stack role="status" aria-label={`Loading ${what}`} gap="lg">
        {['100%', '100%', '70%'].map((width, index) => (
          <Skeleton key={index} h={56} w={width} radius="md" />
        ))}
      </Stack>
    );
  return (
    <Alert color="red" title={`Could not read ${what}`} role="alert">
      {sentenceOf(failed[0]?.error)}
      <Button
        display="block"
        size="xs"
        mt="sm"
        variant="default"
        onClick={() => {
          for (const { refetch } of failed) refetch();
        }}
      >
        Try again
      </Button>
    </Alert>
  );
}
