import { summaryLines } from '../words/summary-lines';
import classes from './handoff-summary.module.css';

/** What a teammate needs to know, the names of its lines set apart from what is said under them. */
export function HandoffSummary({ summary }: { summary: string }) {
  const lines = summaryLines(summary);
  if (lines === null) return <p className="foreign">{summary}</p>;
  return (
    <dl className={classes['summary']}>
      {lines.map(({ name, words }) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd className="foreign" dir="auto">
            {words}
          </dd>
        </div>
      ))}
    </dl>
  );
}
