import { TbLock } from 'react-icons/tb';
import type { Note } from '../../api/contract/note';
import { useNameOf } from '../server/teammates';
import { moment, timeOfDay } from '../words/time-words';
import classes from './note-bubble.module.css';
import { NoteText } from './note-text';

/** What a teammate told the team; nobody can take it for a message. */
export function NoteBubble({ note }: { note: Note }) {
  const nameOf = useNameOf();
  const { teammateId, assigneeId, text, createdAt } = note;
  const [writer, assignee] = [nameOf(teammateId), assigneeId === null ? null : nameOf(assigneeId)];
  return (
    <div
      className={classes['note']}
      role="group"
      aria-label={`Note by ${writer}, only for the team`}
      data-note={note.id}
    >
      <div className={classes['head']}>
        <TbLock size={13} aria-hidden />
        <span>
          Note<span className={classes['whom']}>, only for the team</span>
        </span>
        <span className={`${classes['writer'] ?? ''} one-line`}>
          {writer}
          {assignee !== null && ` to ${assignee === 'You' ? 'you' : assignee}`}
        </span>
        <time dateTime={createdAt} title={moment(createdAt)}>
          {timeOfDay(createdAt)}
        </time>
      </div>
      <NoteText text={text} />
    </div>
  );
}
