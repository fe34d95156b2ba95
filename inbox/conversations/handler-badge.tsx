import { TbBan, TbSparkles, TbUser } from 'react-icons/tb';
import type { Conversation } from '../../api/contract/conversation';
import { moment } from '../words/time-words';
import classes from './handler-badge.module.css';

interface HandlerBadgeProps {
  conversation: Conversation;
  nameOf: (teammateId: string | null) => string;
}

/** Who answers now: the AI, the teammate who holds the conversation, the one it was given to, or nobody. */
export function HandlerBadge({ conversation: { handler, assignee, holder, blocked }, nameOf }: HandlerBadgeProps) {
  if (blocked !== null)
    return (
      <span
        className={classes['badge']}
        data-who="blocked"
        title={`By ${nameOf(blocked.by.id)}, ${moment(blocked.at)}${blocked.reason === null ? '' : `: ${blocked.reason}`}`}
      >
        <TbBan size={13} aria-hidden /> Blocked
        <span className="one-line"> by {nameOf(blocked.by.id) === 'You' ? 'you' : blocked.by.name}</span>
      </span>
    );
  if (handler.kind === 'ai')
    return (
      <span className={classes['badge']} data-who="ai">
        <TbSparkles size={13} aria-hidden /> AI
      </span>
    );
  const name = nameIn(assignee, handler.teammateId, nameOf);
  const [assigned, answers] = name === 'You' ? [' are assigned', ' answer'] : [' is assigned', ' answers'];
  return (
    <span className={classes['badge']} data-who={holder === null ? 'assigned' : 'person'}>
      <TbUser size={13} aria-hidden />
      <span className="one-line">{name}</span>
      <span className="unseen">{holder === null ? assigned : answers}</span>
    </span>
  );
}

/** The conversation bears its assignee's name: it need not wait for the list of the team. */
function nameIn(assignee: Conversation['assignee'], teammateId: string, nameOf: HandlerBadgeProps['nameOf']): string {
  const name = nameOf(assignee?.id ?? teammateId);
  return name === 'You' ? name : (assignee?.name ?? name);
}
