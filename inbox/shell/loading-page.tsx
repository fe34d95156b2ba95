import { Center, Loader } from '@mantine/core';

export function LoadingPage() {
  return (
    <Center h="100%" role="status" aria-label="Loading">
      <Loader type="dots" />
    </Center>
  );
}
