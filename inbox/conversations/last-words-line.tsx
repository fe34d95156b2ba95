import type { Conversation } from '../../api/contract/conversation';
import { useNameOf } from '../server/teammates';
import classes from './conversation-row.module.css';
import { lastWords } from './last-words';

/** The last words of a conversation in its row. Words of any script are cut at their end, whatever stands before them. */
export function LastWordsLine({ conversation }: { conversation: Conversation }) {
  const { saidBy, words } = lastWords(conversation, useNameOf());
  return (
    <span className={classes['words']}>
      {saidBy !== null && <span className={classes['by']}>{saidBy}: </span>}
      <span className="one-line" dir="auto">
        {words}
      </span>
    </span>
  );
}
