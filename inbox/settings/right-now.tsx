import { Avatar } from '@mantine/core';
import type { HandoffSettings, OnCall } from '../../api/contract/settings';
import type { Teammate } from '../../api/contract/teammate';
import { initialsOf } from '../words/customer-name';
import { useNow } from '../words/use-now';
import { endInWords } from './on-call-until';
import { receiverOf, type Receiver } from './receiver';
import classes from './right-now.module.css';

interface RightNowProps {
  me: { id: string };
  settings: HandoffSettings;
  onCall: OnCall;
  teammates: readonly Teammate[];
}

/** Who a handoff would go to at this moment, and why them. */
export function RightNow({ me, settings, onCall, teammates }: RightNowProps) {
  const now = useNow();
  const receiver = receiverOf(settings.policy, onCall, teammates, now);
  const name = receiver.teammate?.name ?? 'nobody';
  return (
    <div className={classes['now']} role="status">
      <Avatar size={40} color="baton" radius="xl" aria-hidden>
        {initialsOf(name)}
      </Avatar>
      <div className={classes['words']}>
        <strong className="foreign">
          Right now handoffs go to {receiver.teammate?.id === me.id ? `you, ${name}` : name}
        </strong>
        <span className={classes['why']}>{whyInWords(receiver, onCall, now)}</span>
      </div>
    </div>
  );
}

function whyInWords({ why }: Receiver, { until }: OnCall, now: Date): string {
  switch (why) {
    case 'on_call':
      return until === null ? 'On call until somebody changes it.' : `On call until ${endInWords(until, now)}.`;
    case 'nobody_on_call':
      return 'Nobody is on call, so they go to the owner.';
    case 'fixed':
      return 'Every handoff goes to this teammate.';
    case 'fixed_left':
      return 'The teammate who was chosen is no longer in the team, so they go to the owner.';
    case 'owner':
      return 'Every handoff goes to the owner.';
  }
}
