import { Collapse, UnstyledButton } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { IconAlertTriangle, IconCheck, IconChevronDown, IconCircleDashed, IconMinus } from '@tabler/icons-react';
import { useId, useState } from 'react';
import type { Handoff } from '../../api/contract/conversation';
import { REASON_WORDS } from '../words/reason-words';
import { stepInWords, STEP_NAMES, type StepName } from '../words/step-words';
import { TriedAnswers } from '../why/tried';
import { lengthInWords, moment } from '../words/time-words';
import { useNow } from '../words/use-now';
import classes from './handoff-card.module.css';

const STATE_ICONS = { done: IconCheck, pending: IconCircleDashed, failed: IconAlertTriangle, skipped: IconMinus };
const STEPS: readonly StepName[] = ['assign', 'email', 'reassure'];

interface HandoffCardProps {
  conversationId: string;
  handoff: Handoff;
  isOpen: boolean;
}

/** Why this conversation is with a person, in the customer's own words, and whether the three steps were done. */
export function HandoffCard({ conversationId, handoff, isOpen }: HandoffCardProps) {
  // On a phone whose keyboard is up, or a zoomed page, the messages come first.
  const isShort = useMediaQuery('(max-height: 34rem)', undefined, { getInitialValueInEffect: false });
  const [asked, setAsked] = useState<boolean | null>(null);
  const isUnfolded = asked ?? (isOpen && !isShort);
  const detailsId = useId();
  const now = useNow();
  const hasFailed = STEPS.some((name) => handoff.steps[name].state === 'failed');
  const ago = lengthInWords(now.getTime() - Date.parse(handoff.resolvedAt ?? handoff.openedAt));
  return (
    <section className={classes['card']} aria-label="Handoff" data-open={isOpen ? true : undefined}>
      <UnstyledButton
        className={classes['head']}
        aria-expanded={isUnfolded}
        aria-controls={detailsId}
        onClick={() => setAsked(!isUnfolded)}
      >
        <strong className="one-line">
          {isOpen ? REASON_WORDS[handoff.reason] : `Resolved: ${handoff.outcome ?? 'no outcome noted'}`}
        </strong>
        <span className={classes['when']} title={moment(handoff.resolvedAt ?? handoff.openedAt)}>
          {ago === 'now' ? 'just now' : `${ago} ago`}
        </span>
        {hasFailed && <IconAlertTriangle size={16} color="var(--alarm)" aria-label="A step failed" />}
        <IconChevronDown
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
          {handoff.evidence !== null && <blockquote className="foreign">{handoff.evidence}</blockquote>}
          {handoff.summary !== null && <p className="foreign">{handoff.summary}</p>}
          {isUnfolded && <TriedAnswers conversationId={conversationId} handoffId={handoff.id} />}
          <ul className={classes['steps']}>
            {STEPS.map((name) => {
              const step = handoff.steps[name];
              const StateIcon = STATE_ICONS[step.state];
              return (
                <li key={name} data-state={step.state} title={step.at === null ? undefined : moment(step.at)}>
                  <StateIcon size={15} aria-hidden />
                  <span>
                    <strong>{STEP_NAMES[name]}</strong> {stepInWords(name, step, handoff.assignee)}
                  </span>
                </li>
              );
            })}
          </ul>
        </div>
      </Collapse>
    </section>
  );
}
