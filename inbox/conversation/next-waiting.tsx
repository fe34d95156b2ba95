import { TbArrowRight } from 'react-icons/tb';
import { Link } from 'wouter';
import type { Conversation } from '../../api/contract/conversation';
import { useConversations } from '../server/conversations';
import { waitsFromMs } from '../server/filters';
import { customerName } from '../words/customer-name';
import { lengthInWords } from '../words/time-words';
import { useNow } from '../words/use-now';
import classes from './next-waiting.module.css';

/** When nobody waits here any more: who has waited longest elsewhere. */
export function NextWaiting({ conversation }: { conversation: Conversation }) {
  const { data } = useConversations('waiting');
  const now = useNow();
  const next = data?.pages[0]?.items.find(({ id }) => id !== conversation.id);
  if (conversation.waitingSince !== null || next === undefined) return null;
  // A promised answer is nobody's next before it is due.
  const sinceMs = waitsFromMs(next);
  if (sinceMs > now.getTime()) return null;
  const isOwed = next.waitingSince === null || sinceMs < Date.parse(next.waitingSince);
  return (
    <Link href={`/conversations/${next.id}?filter=waiting`} className={classes['next']} data-key="n">
      <span className="one-line">
        Next: <strong>{customerName(next.customer)}</strong>
      </span>
      <span className={classes['clock']}>
        {isOwed ? 'promised answer overdue' : 'waiting'} {lengthInWords(now.getTime() - sinceMs)}
      </span>
      <TbArrowRight className={classes['arrow']} size={16} aria-hidden />
    </Link>
  );
}
