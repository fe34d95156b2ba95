import { Menu } from '@mantine/core';
import { IconBan, IconLockOpen } from '@tabler/icons-react';
import type { Conversation } from '../../api/contract/conversation';
import { useAct } from '../conversation/use-act';
import { newClientId } from '../server/commands';

/** Blocks the customer, after asking, or takes the block back, at once. */
export function BlockItem({ conversation, onAsk }: { conversation: Conversation; onAsk: () => void }) {
  const { act } = useAct(conversation.id);
  return conversation.blocked === null ? (
    <Menu.Item leftSection={<IconBan size={16} />} onClick={onAsk}>
      Block …
    </Menu.Item>
  ) : (
    <Menu.Item leftSection={<IconLockOpen size={16} />} onClick={() => act(newClientId(), { kind: 'unblock' })}>
      Unblock
    </Menu.Item>
  );
}
