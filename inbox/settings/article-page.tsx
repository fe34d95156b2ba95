import { TbArrowLeft } from 'react-icons/tb';
import { useEffect, useRef, type ReactNode } from 'react';
import { Link } from 'wouter';
import classes from './article-page.module.css';

/** One article by itself, and the way back to all of them. The focus goes to its title: that is what appeared. */
export function ArticlePage({ title, children }: { title: string; children: ReactNode }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <div className={classes['page']}>
      <div>
        <Link href="/settings/articles" className={classes['back']}>
          <TbArrowLeft size={16} aria-hidden /> All articles
        </Link>
        <h1 className={`${classes['title'] ?? ''} foreign`} ref={heading} tabIndex={-1}>
          {title}
        </h1>
      </div>
      {children}
    </div>
  );
}
