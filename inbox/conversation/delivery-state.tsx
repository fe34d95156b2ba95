import { IconAlertTriangle, IconCheck, IconChecks, IconClock, IconHelpCircle, type Icon } from '@tabler/icons-react';
import type { Message } from '../../api/contract/message';

type State = Message['state'];

const SHOWN: Partial<Record<State, { StateIcon: Icon; words: string; color: string }>> = {
  pending: { StateIcon: IconClock, words: 'Waiting to be sent', color: 'var(--faint)' },
  sending: { StateIcon: IconClock, words: 'Being sent', color: 'var(--faint)' },
  sent: { StateIcon: IconCheck, words: 'Sent', color: 'var(--faint)' },
  delivered: { StateIcon: IconChecks, words: 'Delivered', color: 'var(--faint)' },
  read: { StateIcon: IconChecks, words: 'Read', color: 'light-dark(#0b6fc2, #6cb8f5)' },
  failed: { StateIcon: IconAlertTriangle, words: 'Not delivered', color: 'var(--alarm)' },
  unconfirmed: { StateIcon: IconHelpCircle, words: 'Not known whether it arrived', color: 'var(--wait)' },
};

/** How far a message of ours got: WhatsApp's ticks, with words for whoever cannot see them. */
export function DeliveryState({ state }: { state: State }) {
  const shown = SHOWN[state];
  if (shown === undefined) return null;
  const { StateIcon, words, color } = shown;
  return (
    <span title={words} style={{ display: 'inline-flex', color }} data-state={state}>
      <StateIcon size={15} aria-hidden />
      <span className="unseen">{words}</span>
    </span>
  );
}
