import type { ReactNode } from 'react';
import classes from './nothing.module.css';

/** In place of an empty list: what it will hold. */
export function Nothing({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className={classes['nothing']}>
      <strong>{title}</strong>
      <span>{children}</span>
    </div>
  );
}
