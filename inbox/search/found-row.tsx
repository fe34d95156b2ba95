import { Link } from 'wouter';
import type { SearchResult } from '../../api/contract/search';
import { HandlerBadge } from '../conversations/handler-badge';
import row from '../conversations/conversation-row.module.css';
import { LastWordsLine } from '../conversations/last-words-line';
import type { Filter } from '../server/filters';
import { useNameOf } from '../server/teammates';
import { customerName } from '../words/customer-name';
import { moment, whenInList } from '../words/time-words';
import { conversationAddress } from './addresses';
import classes from './search-results.module.css';

interface FoundRowProps {
  result: SearchResult;
  words: string;
  filter: Filter;
  isOpen: boolean;
  now: Date;
}

/** A conversation that was found, with the words where they were said. */
export function FoundRow({ result: { conversation, hit }, words, filter, isOpen, now }: FoundRowProps) {
  const nameOf = useNameOf();
  const { id, customer, lastMessageAt } = conversation;
  const name = customerName(customer);
  const at = hit?.at ?? lastMessageAt;
  return (
    <Link
      href={conversationAddress(id, { filter, words, at: hit?.messageId ?? null })}
      className={row['row']}
      aria-current={isOpen ? 'true' : undefined}
      data-row={id}
    >
      <span className={row['top']}>
        <strong className={`${row['name'] ?? ''} one-line`} dir="auto" title={name}>
          {name}
        </strong>
        {at !== null && (
          <time className={row['when']} dateTime={at} title={moment(at)}>
            {whenInList(at, now)}
          </time>
        )}
      </span>
      {hit === null ? (
        <LastWordsLine conversation={conversation} />
      ) : (
        <span className={`${classes['hit'] ?? ''} foreign`} dir="auto">
          {saidBy(hit.author, nameOf)}
          {hit.before}
          <mark>{hit.match}</mark>
          {hit.after}
        </span>
      )}
      <span className={row['bottom']}>
        <HandlerBadge conversation={conversation} nameOf={nameOf} />
      </span>
    </Link>
  );
}

function saidBy(
  author: NonNullable<SearchResult['hit']>['author'],
  nameOf: (teammateId: string | null) => string,
): string {
  switch (author.kind) {
    case 'customer':
      return '';
    case 'ai':
      return 'AI: ';
    case 'teammate':
      return `${nameOf(author.teammateId)}: `;
    case 'business_phone':
      return 'Phone: ';
  }
}
