import { Link } from 'wouter';
import type { Article } from '../../api/contract/article';
import { whenInList } from '../words/time-words';
import classes from './article-list.module.css';
import { whyUnused } from './article-use';
import { languageName } from './language-names';

/** More than any row shows. */
const BEGIN = 160;

interface ArticleRowProps {
  article: Article;
  href: string;
  isUnsaved: boolean;
  now: Date;
  onOpen: () => void;
}

export function ArticleRow({ article, href, isUnsaved, now, onOpen }: ArticleRowProps) {
  const { id, title, content, language, updatedAt } = article;
  const unused = whyUnused(article, now);
  return (
    <Link href={href} id={`article-${id}`} className={classes['row']} onClick={onOpen}>
      <span className={classes['words']}>
        <span className={`${classes['name'] ?? ''} one-line`} dir="auto">
          {title}
        </span>
        <span className={`${classes['begin'] ?? ''} one-line`} dir="auto">
          {content.slice(0, BEGIN)}
        </span>
      </span>
      {unused !== null && <span className={classes['unused']}>{unused}</span>}
      {isUnsaved && <span className={classes['tag']}>not saved</span>}
      <span className={classes['when']}>
        {language !== null && <span className={classes['language']}>{languageName(language)} · </span>}
        <time dateTime={updatedAt}>{whenInList(updatedAt, now)}</time>
      </span>
    </Link>
  );
}
