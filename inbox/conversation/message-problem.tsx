import { Button, Group } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import type { Message } from '../../api/contract/message';
import { useAccountFor } from '../server/account-for';
import { sentenceOf } from '../server/problem';
import { useNameOf } from '../server/teammates';
import classes from './message-problem.module.css';

interface MessageProblemProps {
  conversationId: string;
  message: Message;
}

/** What went wrong with a message of ours, and the next step. */
export function MessageProblem({ conversationId, message }: MessageProblemProps) {
  const nameOf = useNameOf();
  const { mutate, isPending, variables } = useAccountFor(conversationId, message);
  const { state, arrived, resentAs, canSendAgain } = message;
  if (state !== 'failed' && state !== 'unconfirmed') return null;
  if (state === 'unconfirmed' && arrived !== null)
    return (
      <div className={classes['problem']} data-calm role="note">
        {nameOf(arrived.teammateId)} said that it arrived.
      </div>
    );
  const isAsking = state === 'unconfirmed' && canSendAgain;
  const account = (what: 'send-again' | 'arrived') =>
    mutate(what, {
      onError: (error) => notifications.show({ color: 'red', title: 'That did not work', message: sentenceOf(error) }),
    });
  return (
    <div className={classes['problem']} data-calm={resentAs !== null ? true : undefined} role="note">
      <span>{resentAs !== null ? 'Sent again below.' : problemInWords(message)}</span>
      {canSendAgain && (
        <Group gap="xs" justify="flex-end">
          {isAsking && (
            <Button
              size="compact-xs"
              variant="default"
              loading={isPending && variables === 'arrived'}
              disabled={isPending}
              onClick={() => account('arrived')}
            >
              It arrived
            </Button>
          )}
          <Button
            size="compact-xs"
            variant="default"
            loading={isPending && variables === 'send-again'}
            disabled={isPending}
            onClick={() => account('send-again')}
          >
            Send again
          </Button>
        </Group>
      )}
    </div>
  );
}

function problemInWords({ state, advice, canSendAgain }: Message): string {
  if (state === 'failed') return `Not delivered. ${advice ?? ''}`;
  return canSendAgain
    ? 'WhatsApp did not say whether this arrived. Send it again, or did it arrive?'
    : 'WhatsApp did not say whether this arrived. Look at the customer’s next words before you write it again.';
}
