import { TbArrowBackUp } from 'react-icons/tb';
import type { Message } from '../../api/contract/message';
import { pressControl } from '../keyboard/controls';
import { useMe } from '../server/me';
import { useAuthorInWords } from './author-in-words';
import { useQuoteDraft } from './quote-draft';
import classes from './quoting.module.css';
import { wordsOf } from './words-of';

/** What WhatsApp cannot quote. */
const NEVER = new Set(['reaction', 'system', 'request_welcome']);

/** Begins a reply to this very message. */
export function QuoteButton({ conversationId, message }: { conversationId: string; message: Message }) {
  const { data: me } = useMe();
  const authorInWords = useAuthorInWords();
  const [, quote] = useQuoteDraft({ teammateId: me?.id ?? '', conversationId });
  const { id, author, waMessageId, revoked, kind } = message;
  if (waMessageId === null || revoked || NEVER.has(kind)) return null;
  return (
    <button
      type="button"
      className={classes['reply']}
      aria-label="Reply to this"
      title="Reply to this"
      onClick={() => {
        quote({ id, name: authorInWords(author), words: wordsOf(message) });
        pressControl('r');
      }}
    >
      <TbArrowBackUp size={15} aria-hidden />
    </button>
  );
}
