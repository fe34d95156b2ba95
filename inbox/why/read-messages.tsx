import type { Message } from '../../api/contract/message';
import { useMessages } from '../server/messages';
import { kindInWords } from '../words/kind-words';
import { timeOfDay } from '../words/time-words';
import classes from './why-record.module.css';

interface ReadMessagesProps {
  conversationId: string;
  /** What the AI read for this turn. */
  ids: readonly string[];
  /** The message that was asked about; it is on the page behind already. */
  own: Message;
}

/** The customer's words that a turn was about, as far as this page has read the history. */
export function ReadMessages({ conversationId, ids, own }: ReadMessagesProps) {
  const { data: messages = [] } = useMessages(conversationId);
  if (ids.length === 0) return null;
  const read = [...messages.filter(({ id }) => id !== own.id), own].filter(({ id }) => ids.includes(id));
  return (
    <section>
      <h3>What it was about</h3>
      {read.map(({ id, text, kind, createdAt }) => (
        <blockquote key={id} className="foreign" dir="auto">
          {text ?? kindInWords(kind)} <time dateTime={createdAt}>{timeOfDay(createdAt)}</time>
        </blockquote>
      ))}
      {read.length < ids.length && (
        <p className={classes['faint']}>
          {read.length === 0 ? 'A message' : 'And another one'} further up in the history.
        </p>
      )}
    </section>
  );
}
