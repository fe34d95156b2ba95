import { useSearchParams } from 'wouter';
import type { Message } from '../../api/contract/message';
import { useAuthorInWords } from './author-in-words';
import classes from './quoting.module.css';
import { wordsOf } from './words-of';

/** The message that another one answers; pressing it leads there, however long ago it was. */
export function QuotedMessage({ quoted }: { quoted: NonNullable<Message['quoted']> }) {
  const authorInWords = useAuthorInWords();
  const [, setSearch] = useSearchParams();
  const show = () => {
    setSearch(
      (known) => {
        const next = new URLSearchParams(known);
        next.set('at', quoted.id);
        return next;
      },
      { replace: true },
    );
    // The address may name it already.
    document.querySelector(`[data-message-id="${CSS.escape(quoted.id)}"]`)?.scrollIntoView({ block: 'center' });
  };
  return (
    <button type="button" className={classes['quoted']} onClick={show}>
      <span className="unseen">Show the quoted message: </span>
      <strong className="one-line">{authorInWords(quoted.author)}</strong>
      <span className={`${classes['words'] ?? ''} foreign`} dir="auto">
        {wordsOf(quoted)}
      </span>
    </button>
  );
}
