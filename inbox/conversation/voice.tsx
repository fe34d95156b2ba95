import { Button } from '@mantine/core';
import type { Conversation } from '../../api/contract/conversation';
import type { Me } from '../../api/contract/sign-in';
import { useIsTyping } from '../presence/typing';
import { useOthersHere } from '../presence/use-presence';
import { newClientId } from '../server/commands';
import { useNameOf } from '../server/teammates';
import { useAct } from './use-act';
import classes from './voice.module.css';

/** Says who speaks, and what writing would do, before anybody types. */
export function Voice({ conversation, me }: { conversation: Conversation; me: Me }) {
  const { act, isPending } = useAct(conversation.id);
  const { handler, holder, assignee } = conversation;
  const isTyping = useIsTyping(conversation.id);
  const others = useOthersHere(conversation.id, me.id);
  const nameOf = useNameOf();
  if (handler.kind === 'ai') {
    const typist = isTyping
      ? 'you type'
      : others.flatMap(({ typing, teammateId }) => (typing ? [`${nameOf(teammateId)} types`] : []))[0];
    return (
      <p className={classes['voice']} data-who="ai">
        <strong className="foreign">
          {typist === undefined ? 'The AI answers.' : `The AI waits while ${typist}.`}
        </strong>{' '}
        It is silent from {isTyping || typist === undefined ? 'your' : 'their'} first message on.
      </p>
    );
  }
  if (holder?.id === me.id)
    return (
      <p className={classes['voice']} data-who="person">
        <strong>You answer.</strong> The AI is silent until you resolve.
      </p>
    );
  if (holder !== null)
    return (
      <div className={classes['voice']} data-who="other">
        <span>
          <strong className="foreign">{holder.name} answers.</strong> Take over before you write.
        </span>
        <Button
          size="compact-sm"
          variant="default"
          loading={isPending}
          onClick={() => act(newClientId(), { kind: 'take-over', from: holder.id })}
        >
          Take over from <span className="one-line">&nbsp;{holder.name}</span>
        </Button>
      </div>
    );
  return (
    <p className={classes['voice']} data-who="nobody">
      <strong className="foreign">
        {assignee?.id === me.id ? 'Assigned to you.' : `Assigned to ${assignee?.name ?? 'nobody'}.`}
      </strong>{' '}
      Nobody has answered yet; the AI is silent.
    </p>
  );
}
