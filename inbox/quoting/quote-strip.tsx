import { CloseButton } from '@mantine/core';
import type { Quote } from '../server/reply-store';
import classes from './quoting.module.css';

/** What the reply being written answers, until it is taken away. */
export function QuoteStrip({ quote, onRemove }: { quote: Quote; onRemove: () => void }) {
  return (
    <div className={classes['strip']} role="group" aria-label="Replying to">
      <div className={classes['quote']}>
        <strong className="one-line">{quote.name}</strong>
        <span className={`${classes['words'] ?? ''} foreign`} dir="auto">
          {quote.words}
        </span>
      </div>
      <CloseButton aria-label="Do not quote it" onClick={onRemove} />
    </div>
  );
}
