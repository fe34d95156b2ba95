import { useState } from 'react';
import type { Conversation } from '../../api/contract/conversation';
import type { Message } from '../../api/contract/message';
import { useMe } from '../server/me';
import { useNameOf } from '../server/teammates';
import { customerName } from '../words/customer-name';
import { kindInWords } from '../words/kind-words';

interface SaidNowProps {
  conversation: Conversation;
  /** Oldest first, with the newest there is; undefined while they are read or when the newest are not on the page. */
  messages: readonly Message[] | undefined;
}

/**
 * Reads new messages aloud, once each, for whoever cannot see them come. Not the log itself: that would read out the whole
 * history when it is opened and again when earlier messages are read.
 */
export function SaidNow({ conversation, messages }: SaidNowProps) {
  const sayer = useSayer(conversation);
  const newest = messages?.at(-1)?.id;
  const [known, setKnown] = useState<string>();
  const [words, setWords] = useState('');
  if (messages !== undefined && newest !== undefined && newest !== known) {
    setKnown(newest);
    const from = messages.findIndex(({ id }) => id === known) + 1;
    const added = from === 0 ? [] : messages.slice(from);
    setWords(
      added
        .flatMap(({ author, text, kind }) => {
          const name = sayer(author);
          return name === null ? [] : [`${name}: ${text ?? kindInWords(kind)}`];
        })
        .join('. '),
    );
  }
  return (
    <div className="unseen" role="status" data-testid="said-now">
      {words}
    </div>
  );
}

/** Names whoever said something; null for words of one's own. */
function useSayer({ customer }: Conversation): (author: Message['author']) => string | null {
  const { data: me } = useMe();
  const nameOf = useNameOf();
  return (author) => {
    switch (author.kind) {
      case 'customer':
        return customerName(customer);
      case 'ai':
        return 'AI';
      case 'business_phone':
        return 'The business phone';
      case 'teammate':
        return author.teammateId === me?.id ? null : nameOf(author.teammateId);
    }
  };
}
