import { Button, Group } from '@mantine/core';
import type { Message } from '../../api/contract/message';
import classes from './message-problem.module.css';

/** What went wrong with a message of ours, and the next step. */
export function MessageProblem({ message, onSendAgain }: { message: Message; onSendAgain: (text: string) => void }) {
  const { state, author, text, advice } = message;
  if (state !== 'failed' && state !== 'unconfirmed') return null;
  const isResendable = author.kind === 'teammate' && text !== null;
  return (
    <div className={classes['problem']} role="note">
      <span>
        {state === 'failed'
          ? `Not delivered. ${advice ?? ''}`
          : 'WhatsApp did not say whether this arrived. Look at the customer’s next words before you send it again.'}
      </span>
      {isResendable && (
        <Group gap="xs">
          <Button size="compact-xs" variant="default" onClick={() => onSendAgain(text)}>
            Send again
          </Button>
        </Group>
      )}
    </div>
  );
}
