import { Text } from '@mantine/core';
import { sentenceOf } from '../server/problem';

/** Why the last try did not work, read out at once. */
export function Complaint({ error }: { error: unknown }) {
  if (error === null || error === undefined) return null;
  return (
    <Text role="alert" size="sm" c="var(--alarm)">
      {sentenceOf(error)}
    </Text>
  );
}
