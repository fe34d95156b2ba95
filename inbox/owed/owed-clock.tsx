import { TbAlarm } from 'react-icons/tb';
import { dueInWords, overdueInWords } from '../words/due-words';
import { moment } from '../words/time-words';
import classes from './owed-clock.module.css';

/** When an answer is due that was promised; once it is overdue nobody can miss it. */
export function OwedClock({ until, now }: { until: string; now: Date }) {
  const isOverdue = Date.parse(until) <= now.getTime();
  return (
    <span
      className={classes['clock']}
      data-overdue={isOverdue ? true : undefined}
      title={`An answer was promised for ${moment(until)}`}
    >
      <TbAlarm size={14} aria-hidden />
      <span className="unseen">{isOverdue ? 'A promised answer is ' : 'An answer was promised: '}</span>
      {isOverdue ? `overdue ${overdueInWords(until, now)}` : `due ${dueInWords(until, now)}`}
    </span>
  );
}
