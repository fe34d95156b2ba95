import { ActionIcon, Button, Group, Menu } from '@mantine/core';
import { TbArrowsExchange, TbDots, TbExternalLink, TbHandGrab, TbHandStop, TbUserShare } from 'react-icons/tb';
import { useState } from 'react';
import type { Conversation } from '../../api/contract/conversation';
import type { Me } from '../../api/contract/sign-in';
import { BlockDialog } from '../blocking/block-dialog';
import { BlockItem } from '../blocking/block-item';
import { AssignWithNote } from '../notes/assign-with-note';
import { newClientId } from '../server/commands';
import { Dialog } from '../settings/dialog';
import { AssignChoices } from './assign-choices';
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
  const { act, doing } = useAct(conversation.id);
  const [isNoting, setIsNoting] = useState(false);
  const [isAssigning, setIsAssigning] = useState(false);
  const { handler, holder, blocked } = conversation;
  const [isBlocking, setIsBlocking] = useState(false);
  const isMine = holder?.id === me.id;
  return (
    <Group gap={6} wrap="nowrap">
      {!isMine && blocked === null && (
        <Button
          size="sm"
          px="sm"
          visibleFrom="sm"
          data-key="t"
          variant={handler.kind === 'ai' ? 'default' : 'filled'}
          loading={doing === 'take-over' || doing === 'handoff'}
          onClick={() => act(newClientId(), { kind: 'take-over', from: holder?.id ?? null })}
        >
          Take over
        </Button>
      )}
      {blocked === null && (
        <AssignMenu
          conversation={conversation}
          onAssign={(teammateId) => act(newClientId(), { kind: 'assign', teammateId })}
          onNote={() => setIsNoting(true)}
        >
          {(toggle) => (
            <Button
              size="sm"
              px="sm"
              variant="default"
              leftSection={<TbUserShare size={16} />}
              visibleFrom="sm"
              data-key="a"
              loading={doing === 'assign'}
              onClick={toggle}
            >
              Assign
            </Button>
          )}
        </AssignMenu>
      )}
      {handler.kind === 'teammate' && (isMine || holder === null) && (
        <Resolve
          isMine={isMine}
          isResolving={doing === 'resolve'}
          onResolve={(outcome) =>
            act(newClientId(), { kind: 'resolve', outcome, handoffId: conversation.handoff?.id ?? null, seenMessageId })
          }
        />
      )}
      <Menu position="bottom-end" width={240}>
        <Menu.Target>
          <ActionIcon
            variant="subtle"
            color="gray"
            size="lg"
            aria-label="More actions"
            loading={doing !== null && doing !== 'resolve'}
          >
            <TbDots size={18} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {!isMine && blocked === null && (
            <Menu.Item
              hiddenFrom="sm"
              leftSection={<TbHandGrab size={16} />}
              onClick={() => act(newClientId(), { kind: 'take-over', from: holder?.id ?? null })}
            >
              Take over
            </Menu.Item>
          )}
          {handler.kind === 'ai' && blocked === null && (
            <Menu.Item leftSection={<TbHandStop size={16} />} onClick={() => act(newClientId(), { kind: 'handoff' })}>
              Hand to a person
            </Menu.Item>
          )}
          <Menu.Item hiddenFrom="sm" leftSection={<TbArrowsExchange size={16} />} onClick={() => setIsAssigning(true)}>
            Assign …
          </Menu.Item>
          <BlockItem conversation={conversation} onAsk={() => setIsBlocking(true)} />
          {conversation.temporalUrl !== null && (
            <Menu.Item
              component="a"
              href={conversation.temporalUrl}
              target="_blank"
              rel="noreferrer"
              leftSection={<TbExternalLink size={16} />}
            >
              Its workflow in Temporal UI
            </Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
      {isBlocking && (
        <BlockDialog
          conversation={conversation}
          onBlock={(reason) => act(newClientId(), { kind: 'block', reason })}
          onClose={() => setIsBlocking(false)}
        />
      )}
      {isAssigning && (
        <Dialog title="Assign" onClose={() => setIsAssigning(false)}>
          <AssignChoices
            conversation={conversation}
            onAssign={(teammateId) => {
              setIsAssigning(false);
              act(newClientId(), { kind: 'assign', teammateId });
            }}
            onNote={() => {
              setIsAssigning(false);
              setIsNoting(true);
            }}
          />
        </Dialog>
      )}
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
