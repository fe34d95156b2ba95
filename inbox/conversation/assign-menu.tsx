import { Menu } from '@mantine/core';
import { IconCheck, IconNote } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { Conversation } from '../../api/contract/conversation';
import { useMe } from '../server/me';
import { useTeammates } from '../server/teammates';

interface AssignMenuProps {
  conversation: Conversation;
  onAssign: (teammateId: string) => void;
  /** They want to tell something with it. */
  onNote: () => void;
  /** What opens it. */
  children: ReactNode;
}

/** Gives the conversation to anybody: they get the handoff mail. */
export function AssignMenu({ conversation: { assignee }, onAssign, onNote, children }: AssignMenuProps) {
  const { data: teammates = [] } = useTeammates();
  const { data: me } = useMe();
  return (
    <Menu position="bottom-end" width={240}>
      <Menu.Target>{children}</Menu.Target>
      <Menu.Dropdown mah="60vh" style={{ overflowY: 'auto' }}>
        <Menu.Label>Who gets it is mailed at once</Menu.Label>
        {teammates.map(({ id, name, role }) => (
          <Menu.Item
            key={id}
            rightSection={id === assignee?.id ? <IconCheck size={16} aria-label="assigned" /> : null}
            onClick={() => onAssign(id)}
          >
            {id === me?.id ? `${name} (you)` : name}
            {role === 'owner' ? ' · owner' : ''}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item leftSection={<IconNote size={16} />} onClick={onNote}>
          With a note …
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
