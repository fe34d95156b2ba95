import { Collapse, UnstyledButton } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { TbChevronDown } from 'react-icons/tb';
import { useId, useState } from 'react';
import type { Handoff } from '../../api/contract/conversation';
import { useNameOf } from '../server/teammates';
import { REASON_WORDS } from '../words/reason-words';
import { TriedAnswers } from '../why/tried';
import { lengthInWords, moment } from '../words/time-words';
import { useNow } from '../words/use-now';
import classes from './handoff-card.module.css';
import { HandoffSteps, HandoffTicks } from './handoff-steps';
import { HandoffSummary } from './handoff-summary';

/** On a phone, above a keyboard and on a zoomed page the messages come first. */
const SMALL = '(max-width: 48rem), (max-height: 34rem)';

interface HandoffCardProps {
  conversationId: string;
  handoff: Handoff;
  isOpen: boolean;
}

/**
 * Why this conversation is with a person, in the customer's own words, and whether the three steps were done. Folded it is
 * one line: why, who, and a tick for each step. It is unfolded for whoever comes to a handoff that nobody has answered yet.
 */
export function HandoffCard({ conversationId, handoff, isOpen }: HandoffCardProps) {
  const isSmall = useMediaQuery(SMALL, undefined, { getInitialValueInEffect: false });
  // As it was found: what is read does not go away because somebody answers.
  const [isNews] = useState(handoff.firstReplyAt === null);
  const [asked, setAsked] = useState<boolean | null>(null);
  const isUnfolded = asked ?? (isOpen && isNews && !isSmall);
  const detailsId = useId();
  const now = useNow();
  const nameOf = useNameOf();
  const name = nameOf(handoff.assignee.id);
  const at = handoff.resolvedAt ?? handoff.openedAt;
  const ago = lengthInWords(now.getTime() - Date.parse(at));
  return (
    <section className={classes['card']} aria-label="Handoff" data-open={isOpen ? true : undefined}>
      <UnstyledButton
        className={classes['head']}
        aria-expanded={isUnfolded}
        aria-controls={detailsId}
        onClick={() => setAsked(!isUnfolded)}
      >
        <strong className={`${classes['why'] ?? ''} one-line`}>
          {isOpen ? REASON_WORDS[handoff.reason] : `Resolved: ${handoff.outcome ?? 'no outcome noted'}`}
        </strong>
        {!isUnfolded && (
          <>
            <span className={`${classes['who'] ?? ''} one-line`}>{name === 'You' ? 'you' : handoff.assignee.name}</span>
            <HandoffTicks steps={handoff.steps} />
          </>
        )}
        <span className={classes['when']} title={moment(at)}>
          {ago}
          {ago !== 'now' && <span className={classes['ago']}> ago</span>}
        </span>
        <TbChevronDown
          size={18}
          className={classes['fold']}
          data-unfolded={isUnfolded ? true : undefined}
          aria-hidden
        />
      </UnstyledButton>
      <Collapse expanded={isUnfolded} id={detailsId}>
        {/* It scrolls: whoever has only keys must get into it. */}
        <div className={classes['details']} tabIndex={0} role="group" aria-label="Why a person is needed">
          {!isOpen && <p>{REASON_WORDS[handoff.reason]}</p>}
          {handoff.evidence !== null && (
            <blockquote className="foreign" dir="auto">
              {handoff.evidence}
            </blockquote>
          )}
          {handoff.summary !== null && <HandoffSummary summary={handoff.summary} />}
          {isUnfolded && <TriedAnswers conversationId={conversationId} handoffId={handoff.id} />}
          <HandoffSteps handoff={handoff} />
        </div>
      </Collapse>
    </section>
  );
}
