import { TbAlertTriangle, TbCheck, TbChecks, TbClock, TbHelpCircle } from 'react-icons/tb';
import type { IconType } from 'react-icons';
import type { Message } from '../../api/contract/message';

type State = Message['state'];

const SHOWN: Partial<Record<State, { StateIcon: IconType; words: string; color: string }>> = {
  pending: { StateIcon: TbClock, words: 'Waiting to be sent', color: 'var(--faint)' },
  sending: { StateIcon: TbClock, words: 'Being sent', color: 'var(--faint)' },
  sent: { StateIcon: TbCheck, words: 'Sent', color: 'var(--faint)' },
  delivered: { StateIcon: TbChecks, words: 'Delivered', color: 'var(--faint)' },
  read: { StateIcon: TbChecks, words: 'Read', color: 'light-dark(#0b6fc2, #6cb8f5)' },
  failed: { StateIcon: TbAlertTriangle, words: 'Not delivered', color: 'var(--alarm)' },
  unconfirmed: { StateIcon: TbHelpCircle, words: 'Not known whether it arrived', color: 'var(--wait)' },
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
