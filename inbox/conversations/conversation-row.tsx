import { memo } from 'react';
import { Link } from 'wouter';
import type { Conversation } from '../../api/contract/conversation';
import { OwedClock } from '../owed/owed-clock';
import { waitsFromMs, type Filter } from '../server/filters';
import { useReadAhead } from '../server/messages';
import { useNameOf } from '../server/teammates';
import { customerName } from '../words/customer-name';
import { REASON_WORDS } from '../words/reason-words';
import { moment, whenInList } from '../words/time-words';
import classes from './conversation-row.module.css';
import { HandlerBadge } from './handler-badge';
import { LastWordsLine } from './last-words-line';
import { ServiceWindow } from './service-window';
import { WaitingClock } from './waiting-clock';

interface ConversationRowProps {
  conversation: Conversation;
  filter: Filter;
  isOpen: boolean;
  now: Date;
}

/**
 * One conversation at a glance: who, the last words and whose, who answers now, why a person is needed, how long they wait.
 * Drawn anew only when one of these changes: opening another conversation changes two rows, not the list.
 */
export const ConversationRow = memo(function ConversationRow({
  conversation,
  filter,
  isOpen,
  now,
}: ConversationRowProps) {
  const nameOf = useNameOf();
  const readAhead = useReadAhead();
  const { customer, handler, waitingSince, owedAnswerAt, lastMessageAt, unread, blocked } = conversation;
  const isOwed = owedAnswerAt !== null && waitsFromMs(conversation) === Date.parse(owedAnswerAt);
  const name = customerName(customer);
  return (
    <Link
      href={`/conversations/${conversation.id}?filter=${filter}`}
      className={classes['row']}
      aria-current={isOpen ? 'true' : undefined}
      data-row={conversation.id}
      onPointerDown={({ pointerType }) => {
        // A finger that comes down may be about to scroll.
        if (pointerType === 'mouse') readAhead(conversation.id);
      }}
      data-unread={unread > 0 && handler.kind === 'teammate' ? true : undefined}
    >
      <span className={classes['top']}>
        <strong className={`${classes['name'] ?? ''} one-line`} dir="auto" title={name}>
          {name}
        </strong>
        {isOwed ? (
          <OwedClock until={owedAnswerAt} now={now} />
        ) : waitingSince !== null ? (
          <WaitingClock since={waitingSince} now={now} />
        ) : (
          lastMessageAt !== null && (
            <time className={classes['when']} dateTime={lastMessageAt} title={moment(lastMessageAt)}>
              {whenInList(lastMessageAt, now)}
            </time>
          )
        )}
      </span>
      <span className={classes['middle']}>
        <LastWordsLine conversation={conversation} />
        {unread > 0 && blocked === null && (
          <span className={classes['unread']}>
            {unread > 98 ? '99+' : unread}
            <span className="unseen"> not read</span>
          </span>
        )}
      </span>
      <span className={classes['bottom']}>
        <HandlerBadge conversation={conversation} nameOf={nameOf} />
        {handler.kind === 'teammate' && handler.reason !== 'taken_over' && (
          <span className={`${classes['reason'] ?? ''} one-line`}>{REASON_WORDS[handler.reason]}</span>
        )}
        <ServiceWindow conversation={conversation} now={now} />
      </span>
    </Link>
  );
});
