import { Link } from 'wouter';
import type { Why } from '../../api/contract/why';
import classes from './why-record.module.css';

/** What was found for the question, best first, and what of it the answer says it rests on. */
export function FoundArticles({ turn: { citedArticles, foundArticles, rule } }: { turn: NonNullable<Why['turn']> }) {
  if (rule !== null) return null;
  const cited = new Set(citedArticles.map(({ id }) => id));
  const unlisted = citedArticles.filter(({ id }) => !foundArticles.some((found) => found.id === id));
  const articles = [...unlisted.map((article) => ({ ...article, score: null })), ...foundArticles];
  return (
    <section>
      <h3>Articles</h3>
      {articles.length === 0 && <p className={classes['faint']}>None was found for this.</p>}
      <ul className={classes['articles']}>
        {articles.map(({ id, title, score }) => (
          <li key={id}>
            {title === null ? (
              <span className={classes['faint']}>An article deleted since</span>
            ) : (
              <Link href={`/settings/articles?article=${encodeURIComponent(id)}`} className="foreign">
                {title}
              </Link>
            )}
            {cited.has(id) && <span className={classes['used']}>used</span>}
            {score !== null && <Score score={score} />}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Score({ score }: { score: number }) {
  return (
    <span className={classes['score']} title="How well it fits, 0 to 1">
      <span className="unseen">fits </span>
      {score.toFixed(2)}
    </span>
  );
}
