import { Button, Menu } from '@mantine/core';
import { TbAlarm } from 'react-icons/tb';
import { useState } from 'react';
import type { Conversation } from '../../api/contract/conversation';
import type { Message } from '../../api/contract/message';
import type { Me } from '../../api/contract/sign-in';
import { useAct } from '../conversation/use-act';
import { newClientId } from '../server/commands';
import { useNameOf } from '../server/teammates';
import { dueInWords, overdueInWords } from '../words/due-words';
import { moment } from '../words/time-words';
import { useNow } from '../words/use-now';
import { Choices } from './choices';
import classes from './owed-strip.module.css';

interface OwedStripProps {
  conversation: Conversation;
  me: Me;
  /** Oldest first, with the newest there is; undefined while they are read or when the newest are not on the page. */
  messages: readonly Message[] | undefined;
}

/**
 * The answer that is still owed here, or the question whether one is: asked by itself when the words just sent promise one,
 * quietly after any others.
 */
export function OwedStrip({ conversation, me, messages }: OwedStripProps) {
  const { act, isPending } = useAct(conversation.id);
  const [answered, setAnswered] = useState<string | null>(null);
  const { holder, owedAnswerAt } = conversation;
  const isMine = holder?.id === me.id;
  const owe = (until: string | null) => act(newClientId(), { kind: 'owe', until });
  if (owedAnswerAt !== null)
    return (
      <Owed
        conversation={conversation}
        isPending={isPending}
        onDone={isMine || holder === null ? () => owe(null) : null}
      />
    );
  const last = messages?.findLast(({ kind, state }) => kind !== 'reaction' && state !== 'suppressed');
  if (!isMine || last?.author.kind !== 'teammate' || last.author.teammateId !== me.id) return null;
  const isAsked = last.promisesAnswer && answered !== last.id;
  return (
    <Choices me={me} onChoose={owe}>
      {(choices) =>
        isAsked ? (
          <div className={classes['strip']} role="group" aria-label="You promised an answer">
            <span className={classes['words']}>
              <TbAlarm size={16} aria-hidden /> <strong>You promised an answer.</strong> Keep it waiting?
            </span>
            <span className={classes['choices']}>
              {choices.map(({ words, choose }) => (
                <Button key={words} size="compact-sm" variant="default" loading={isPending} onClick={choose}>
                  {words}
                </Button>
              ))}
              <Button size="compact-sm" variant="subtle" color="gray" onClick={() => setAnswered(last.id)}>
                No
              </Button>
            </span>
          </div>
        ) : (
          <div className={classes['quiet']}>
            <Menu position="top-start" width={200}>
              <Menu.Target>
                <Button size="compact-xs" variant="subtle" color="gray" leftSection={<TbAlarm size={14} aria-hidden />}>
                  I still owe an answer
                </Button>
              </Menu.Target>
              <Menu.Dropdown>
                {choices.map(({ words, choose }) => (
                  <Menu.Item key={words} onClick={choose}>
                    {words}
                  </Menu.Item>
                ))}
              </Menu.Dropdown>
            </Menu>
          </div>
        )
      }
    </Choices>
  );
}

interface OwedProps {
  conversation: Conversation;
  isPending: boolean;
  /** Null while somebody else answers. */
  onDone: (() => void) | null;
}

function Owed({ conversation: { owedAnswerAt, owedBy }, isPending, onDone }: OwedProps) {
  const now = useNow();
  const nameOf = useNameOf();
  if (owedAnswerAt === null) return null;
  const isOverdue = Date.parse(owedAnswerAt) <= now.getTime();
  return (
    <div className={classes['strip']} role="group" aria-label="Owed answer" data-overdue={isOverdue ? true : undefined}>
      <span className={classes['words']} title={moment(owedAnswerAt)}>
        <TbAlarm size={16} aria-hidden />{' '}
        <strong className="foreign">
          {nameOf(owedBy?.id)} promised an answer by {dueInWords(owedAnswerAt, now)}
          {isOverdue && `: overdue ${overdueInWords(owedAnswerAt, now)}`}
        </strong>
      </span>
      {onDone !== null && (
        <Button size="compact-sm" variant="default" loading={isPending} onClick={onDone}>
          Done
        </Button>
      )}
    </div>
  );
}
