import { Popover } from '@mantine/core';
import { useState, type ReactElement } from 'react';
import type { Conversation } from '../../api/contract/conversation';
import { AssignChoices } from './assign-choices';

interface AssignMenuProps {
  conversation: Conversation;
  onAssign: (teammateId: string) => void;
  /** They want to tell something with it. */
  onNote: () => void;
  /** What opens and closes it. */
  children: (toggle: () => void) => ReactElement;
}

/** Gives the conversation to anybody: they get the handoff mail. */
export function AssignMenu({ conversation, onAssign, onNote, children }: AssignMenuProps) {
  const [isOpen, setIsOpen] = useState(false);
  const closeAnd = (act: () => void) => {
    setIsOpen(false);
    act();
  };
  return (
    <Popover opened={isOpen} onChange={setIsOpen} position="bottom-end" width={280} trapFocus returnFocus>
      <Popover.Target>{children(() => setIsOpen((known) => !known))}</Popover.Target>
      <Popover.Dropdown p="xs">
        <AssignChoices
          conversation={conversation}
          onAssign={(teammateId) => closeAnd(() => onAssign(teammateId))}
          onNote={() => closeAnd(onNote)}
        />
      </Popover.Dropdown>
    </Popover>
  );
}
