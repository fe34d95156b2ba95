import { Button } from '@mantine/core';
import type { Conversation } from '../../api/contract/conversation';
import { useAct } from '../conversation/use-act';
import { newClientId } from '../server/commands';
import { useNameOf } from '../server/teammates';
import { moment } from '../words/time-words';
import classes from './blocked-voice.module.css';

interface BlockedVoiceProps {
  conversationId: string;
  block: NonNullable<Conversation['blocked']>;
}

/** In place of the field: nobody answers a customer who is blocked, and why. */
export function BlockedVoice({ conversationId, block: { at, by, reason } }: BlockedVoiceProps) {
  const { act, isPending } = useAct(conversationId);
  const nameOf = useNameOf();
  return (
    <div className={classes['blocked']}>
      <p className="foreign">
        <strong>Blocked by {nameOf(by.id) === 'You' ? 'you' : by.name}</strong>, {moment(at)}
        {reason === null ? '.' : `: “${reason.trim()}”`} What they write is stored, and nobody answers.
      </p>
      <Button
        size="compact-sm"
        variant="default"
        loading={isPending}
        onClick={() => act(newClientId(), { kind: 'unblock' })}
      >
        Unblock
      </Button>
    </div>
  );
}
