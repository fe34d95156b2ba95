import type { Quote } from '../server/reply-store';
import classes from './quoting.module.css';

/** What a reply answers that Baton has not got yet. */
export function QuotedWaiting({ quote }: { quote: Quote }) {
  return (
    <div className={classes['quoted']} data-waiting>
      <strong className="one-line">{quote.name}</strong>
      <span className={`${classes['words'] ?? ''} foreign`} dir="auto">
        {quote.words}
      </span>
    </div>
  );
}
