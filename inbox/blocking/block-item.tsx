import { Menu } from '@mantine/core';
import { TbBan, TbLockOpen } from 'react-icons/tb';
import type { Conversation } from '../../api/contract/conversation';
import { useAct } from '../conversation/use-act';
import { newClientId } from '../server/commands';

/** Blocks the customer, after asking, or takes the block back, at once. */
export function BlockItem({ conversation, onAsk }: { conversation: Conversation; onAsk: () => void }) {
  const { act } = useAct(conversation.id);
  return conversation.blocked === null ? (
    <Menu.Item leftSection={<TbBan size={16} />} onClick={onAsk}>
      Block …
    </Menu.Item>
  ) : (
    <Menu.Item leftSection={<TbLockOpen size={16} />} onClick={() => act(newClientId(), { kind: 'unblock' })}>
      Unblock
    </Menu.Item>
  );
}
