import { useTried } from '../server/why';
import { inOneLine } from '../words/whatsapp-marks';
import classes from './tried.module.css';

interface TriedProps {
  conversationId: string;
  handoffId: string;
}

/** What the AI had answered before it handed over, and from which articles: nobody needs to try that again. */
export function TriedAnswers({ conversationId, handoffId }: TriedProps) {
  const { data } = useTried(conversationId, handoffId);
  // Only an addition to what the card says: while it is read, and when it cannot be, the card stands without it.
  if (data === undefined || data.items.length === 0) return null;
  return (
    <div>
      <strong className={classes['title']}>What the AI tried</strong>
      <ul className={classes['tried']}>
        {data.items.map(({ messageId, text, citedArticles }) => (
          <li key={messageId}>
            <span className={`${classes['words'] ?? ''} foreign`} dir="auto">
              {text === null ? 'A message without words' : inOneLine(text)}
            </span>
            <span className={`${classes['from'] ?? ''} foreign`}>
              {citedArticles.length === 0
                ? 'from no article'
                : `from ${citedArticles.map(({ title }) => (title === null ? 'an article deleted since' : `“${title}”`)).join(', ')}`}
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}
