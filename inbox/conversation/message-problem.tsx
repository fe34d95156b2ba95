import { Button, Group } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import type { Message } from '../../api/contract/message';
import { pressControl } from '../keyboard/controls';
import { useAccountFor } from '../server/account-for';
import { addToDraft } from '../server/drafts';
import { useMe } from '../server/me';
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
  const { state, arrived, resentAs, canSendAgain, mayHaveArrived } = message;
  if (state !== 'failed' && state !== 'unconfirmed') return null;
  if (state === 'unconfirmed' && arrived !== null)
    return (
      <div className={classes['problem']} data-calm role="note">
        {nameOf(arrived.teammateId)} said that it arrived.
      </div>
    );
  const account = (what: 'send-again' | 'arrived') =>
    mutate(what, {
      onError: (error) => notifications.show({ color: 'red', title: 'That did not work', message: sentenceOf(error) }),
    });
  return (
    <div className={classes['problem']} data-calm={resentAs !== null ? true : undefined} role="note">
      <span>{resentAs !== null ? 'Sent again below.' : problemInWords(message)}</span>
      {(canSendAgain || mayHaveArrived) && (
        <Group gap="xs" justify="flex-end">
          {mayHaveArrived && (
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
          {canSendAgain ? (
            <Button
              size="compact-xs"
              variant="default"
              loading={isPending && variables === 'send-again'}
              disabled={isPending}
              onClick={() => account('send-again')}
            >
              Send again
            </Button>
          ) : (
            <WriteAgain conversationId={conversationId} words={message.text} />
          )}
        </Group>
      )}
    </div>
  );
}

/** The AI's words are not a person's: they go into the reply field, to be read and changed first. */
function WriteAgain({ conversationId, words }: { conversationId: string; words: string | null }) {
  const { data: me } = useMe();
  if (me == null || words === null) return null;
  return (
    <Button
      size="compact-xs"
      variant="default"
      onClick={() => {
        addToDraft({ teammateId: me.id, conversationId }, words);
        pressControl('r');
      }}
    >
      Write it again
    </Button>
  );
}

function problemInWords({ state, advice, canSendAgain, mayHaveArrived }: Message): string {
  if (state === 'failed') return `Not delivered. ${advice ?? ''}`;
  if (canSendAgain) return 'WhatsApp did not say whether this arrived. Send it again, or did it arrive?';
  return mayHaveArrived
    ? 'WhatsApp did not say whether the AI’s answer arrived. Write it again in your own words, or did it arrive?'
    : 'WhatsApp did not say whether this arrived. Look at the customer’s next words before you write it again.';
}
