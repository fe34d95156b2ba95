import type { ConversationEvent } from '../../api/contract/conversation';
import { useNameOf } from '../server/teammates';
import { eventInWords } from '../words/event-words';
import { moment, timeOfDay } from '../words/time-words';
import { UndoClosing } from './undo-closing';
import classes from './event-line.module.css';

interface EventLineProps {
  conversationId: string;
  event: ConversationEvent;
  /** The turns whose closing a teammate has undone. */
  undone: ReadonlySet<unknown>;
}

/** Something that happened between two messages. */
export function EventLine({ conversationId, event, undone }: EventLineProps) {
  const nameOf = useNameOf();
  const { data } = event;
  return (
    <p className={classes['event']}>
      <span className="foreign">{eventInWords(event, nameOf)}</span>{' '}
      <time dateTime={event.at} title={moment(event.at)}>
        {timeOfDay(event.at)}
      </time>
      {data['closedAs'] !== undefined && typeof data['turnId'] === 'string' && !undone.has(data['turnId']) && (
        <>
          {' '}
          <UndoClosing conversationId={conversationId} turnId={data['turnId']} />
        </>
      )}
    </p>
  );
}
