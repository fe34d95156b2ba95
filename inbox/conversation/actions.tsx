import { ActionIcon, Button, Group, Menu } from '@mantine/core';
import {
  IconArrowsExchange,
  IconDots,
  IconExternalLink,
  IconHandGrab,
  IconHandStop,
  IconUserShare,
} from '@tabler/icons-react';
import { useState } from 'react';
import type { Conversation } from '../../api/contract/conversation';
import type { Me } from '../../api/contract/sign-in';
import { AssignWithNote } from '../notes/assign-with-note';
import { newClientId } from '../server/commands';
import { AssignMenu } from './assign-menu';
import { Resolve } from './resolve';
import { useAct } from './use-act';

interface ActionsProps {
  conversation: Conversation;
  me: Me;
  seenMessageId: string | null;
}

/** What a teammate does besides writing. The likely next step is the coloured one. */
export function Actions({ conversation, me, seenMessageId }: ActionsProps) {
  const { act, isPending } = useAct(conversation.id);
  const [isNoting, setIsNoting] = useState(false);
  const { handler, holder } = conversation;
  const isMine = holder?.id === me.id;
  return (
    <Group gap={6} wrap="nowrap">
      {!isMine && (
        <Button
          size="compact-md"
          visibleFrom="sm"
          data-key="t"
          variant={handler.kind === 'ai' ? 'default' : 'filled'}
          loading={isPending}
          onClick={() => act(newClientId(), { kind: 'take-over', from: holder?.id ?? null })}
        >
          Take over
        </Button>
      )}
      <AssignMenu
        conversation={conversation}
        onAssign={(teammateId) => act(newClientId(), { kind: 'assign', teammateId })}
        onNote={() => setIsNoting(true)}
      >
        <Button
          size="compact-md"
          variant="default"
          leftSection={<IconUserShare size={16} />}
          visibleFrom="sm"
          data-key="a"
        >
          Assign
        </Button>
      </AssignMenu>
      {handler.kind === 'teammate' && (isMine || holder === null) && (
        <Resolve
          isMine={isMine}
          onResolve={(outcome) =>
            act(newClientId(), { kind: 'resolve', outcome, handoffId: conversation.handoff?.id ?? null, seenMessageId })
          }
        />
      )}
      <Menu position="bottom-end" width={240}>
        <Menu.Target>
          <ActionIcon variant="subtle" color="gray" size="lg" aria-label="More actions">
            <IconDots size={18} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {!isMine && (
            <Menu.Item
              hiddenFrom="sm"
              leftSection={<IconHandGrab size={16} />}
              onClick={() => act(newClientId(), { kind: 'take-over', from: holder?.id ?? null })}
            >
              Take over
            </Menu.Item>
          )}
          {handler.kind === 'ai' && (
            <Menu.Item leftSection={<IconHandStop size={16} />} onClick={() => act(newClientId(), { kind: 'handoff' })}>
              Hand to a person
            </Menu.Item>
          )}
          <AssignMenu
            conversation={conversation}
            onAssign={(teammateId) => act(newClientId(), { kind: 'assign', teammateId })}
            onNote={() => setIsNoting(true)}
          >
            <Menu.Item leftSection={<IconArrowsExchange size={16} />} closeMenuOnClick={false} hiddenFrom="sm">
              Assign …
            </Menu.Item>
          </AssignMenu>
          {conversation.temporalUrl !== null && (
            <Menu.Item
              component="a"
              href={conversation.temporalUrl}
              target="_blank"
              rel="noreferrer"
              leftSection={<IconExternalLink size={16} />}
            >
              Its workflow in Temporal UI
            </Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
      {isNoting && (
        <AssignWithNote
          conversation={conversation}
          onAssign={(teammateId, note) => act(newClientId(), { kind: 'assign', teammateId, note })}
          onClose={() => setIsNoting(false)}
        />
      )}
    </Group>
  );
}
