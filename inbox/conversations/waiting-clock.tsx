import { TbClockHour4 } from 'react-icons/tb';
import { lengthInWords, moment } from '../words/time-words';
import classes from './waiting-clock.module.css';

/** From here on a wait is alarming rather than usual. */
const LONG_MS = 15 * 60_000;

/** How long a customer has been waiting for a person. */
export function WaitingClock({ since, now }: { since: string; now: Date }) {
  const waitedMs = Math.max(0, now.getTime() - Date.parse(since));
  return (
    <span
      className={classes['clock']}
      data-long={waitedMs > LONG_MS ? true : undefined}
      title={`Waiting since ${moment(since)}`}
    >
      <TbClockHour4 size={14} aria-hidden />
      <span className="unseen">Waiting for a person: </span>
      {lengthInWords(waitedMs)}
    </span>
  );
}
