import type { ReactNode } from 'react';
import classes from './part-page.module.css';

interface PartPageProps {
  title: string;
  /** What is decided here, in a sentence. */
  text: string;
  /** What is done most often, beside the title. */
  action?: ReactNode;
  children: ReactNode;
}

/** One part of the settings: its title, what it is for, and the rest in a readable width. */
export function PartPage({ title, text, action, children }: PartPageProps) {
  return (
    <div className={classes['page']}>
      <header className={classes['head']}>
        <div className={classes['words']}>
          <h1 className={classes['title']}>{title}</h1>
          <p className={classes['text']}>{text}</p>
        </div>
        {action}
      </header>
      {children}
    </div>
  );
}
