import { useId, type ReactNode } from 'react';
import classes from './section.module.css';

interface SectionProps {
  title: string;
  text?: ReactNode;
  children: ReactNode;
}

/** Settings that are saved together. */
export function Section({ title, text, children }: SectionProps) {
  const titleId = useId();
  return (
    <section className={classes['section']} aria-labelledby={titleId}>
      <h2 className={classes['title']} id={titleId}>
        {title}
      </h2>
      {text !== undefined && <p className={classes['text']}>{text}</p>}
      <div className={classes['content']}>{children}</div>
    </section>
  );
}
