import { Alert, Button, Drawer, Skeleton, Stack } from '@mantine/core';
import { useConversation } from '../server/conversations';
import { useFocusBack } from '../keyboard/focus';
import { sentenceOf } from '../server/problem';
import { useWhy } from '../server/why';
import { WhyRecord } from './why-record';

interface WhyDrawerProps {
  conversationId: string;
  messageId: string;
  onClose: () => void;
}

/** The record behind one message, beside the conversation. */
export function WhyDrawer({ conversationId, messageId, onClose }: WhyDrawerProps) {
  useFocusBack();
  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      size="md"
      title="Why?"
      styles={{ title: { fontWeight: 650 } }}
      closeButtonProps={{ 'aria-label': 'Close' }}
      // The page itself never scrolls, and the lock would write a style that the page's policy refuses.
      lockScroll={false}
    >
      <Reading conversationId={conversationId} messageId={messageId} />
    </Drawer>
  );
}

function Reading({ conversationId, messageId }: Pick<WhyDrawerProps, 'conversationId' | 'messageId'>) {
  const { data: why, error, refetch } = useWhy(conversationId, messageId);
  const { data: conversation } = useConversation(conversationId);
  if (why !== undefined)
    return <WhyRecord why={why} conversationId={conversationId} temporalUrl={conversation?.temporalUrl ?? null} />;
  if (error === null)
    return (
      <Stack role="status" aria-label="Loading the record">
        <Skeleton h={18} w="80%" />
        <Skeleton h={56} />
        <Skeleton h={120} />
      </Stack>
    );
  return (
    <Alert color="red" title="The record cannot be read" role="alert">
      {sentenceOf(error)}
      <Button size="xs" mt="sm" variant="default" onClick={() => void refetch()}>
        Try again
      </Button>
    </Alert>
  );
}
