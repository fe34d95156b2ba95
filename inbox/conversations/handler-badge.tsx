import { IconSparkles, IconUser } from '@tabler/icons-react';
import type { Conversation } from '../../api/contract/conversation';
import classes from './handler-badge.module.css';

interface HandlerBadgeProps {
  conversation: Conversation;
  nameOf: (teammateId: string | null) => string;
}

/** Who answers now: the AI, the teammate who holds the conversation, or the one it was given to. */
export function HandlerBadge({ conversation: { handler, assignee, holder }, nameOf }: HandlerBadgeProps) {
  if (handler.kind === 'ai')
    return (
      <span className={classes['badge']} data-who="ai">
        <IconSparkles size={13} aria-hidden /> AI
      </span>
    );
  return (
    <span className={classes['badge']} data-who={holder === null ? 'assigned' : 'person'}>
      <IconUser size={13} aria-hidden />
      <span className="one-line">{nameOf(assignee?.id ?? handler.teammateId)}</span>
      <span className="unseen">{holder === null ? ' is assigned' : ' answers'}</span>
    </span>
  );
}
