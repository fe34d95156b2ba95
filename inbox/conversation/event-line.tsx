import type { ConversationEvent } from '../../api/contract/conversation';
import { useNameOf } from '../server/teammates';
import { eventInWords } from '../words/event-words';
import { moment, timeOfDay } from '../words/time-words';
import classes from './event-line.module.css';

/** Something that happened between two messages. */
export function EventLine({ event }: { event: ConversationEvent }) {
  const nameOf = useNameOf();
  return (
    <p className={classes['event']}>
      <span className="foreign">{eventInWords(event, nameOf)}</span>{' '}
      <time dateTime={event.at} title={moment(event.at)}>
        {timeOfDay(event.at)}
      </time>
    </p>
  );
}
