import { Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { Conversation } from '../../api/contract/conversation';
import { Dialog } from '../settings/dialog';
import { customerName } from '../words/customer-name';

/** The API's. */
const LIMIT = 500;

interface BlockDialogProps {
  conversation: Conversation;
  onBlock: (reason: string | null) => void;
  onClose: () => void;
}

/** Asks before a customer is answered by nobody any more, and why, for the team. */
export function BlockDialog({ conversation, onBlock, onClose }: BlockDialogProps) {
  const [reason, setReason] = useState('');
  return (
    <Dialog isForm title="Block this customer?" onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          onBlock(reason.trim() === '' ? null : reason.trim());
          onClose();
        }}
      >
        <Stack>
          <Text size="sm" className="foreign">
            What {customerName(conversation.customer)} writes is still stored, but neither the AI nor anybody of the
            team is asked to answer. They are not told. You can unblock them at any time.
          </Text>
          <TextInput
            label="Why (optional)"
            description="Only the team reads this."
            placeholder="Spam"
            data-autofocus
            maxLength={LIMIT}
            value={reason}
            onChange={({ currentTarget }) => setReason(currentTarget.value)}
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" color="red.8">
              Block
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
