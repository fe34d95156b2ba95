import { useRef } from 'react';
import { ConversationList } from '../conversations/conversation-list';
import type { Filter } from '../server/filters';
import classes from './list-pane.module.css';
import { SearchField } from './search-field';
import { SearchResults } from './search-results';
import { useWords } from './use-words';

/** A list of conversations under a field that searches all of them. */
export function ListPane({ filter, openId }: { filter: Filter; openId: string | null }) {
  const [words] = useWords();
  const pane = useRef<HTMLDivElement>(null);
  const firstRow = () => pane.current?.querySelector<HTMLElement>('[data-row]');
  return (
    <div className={classes['pane']} ref={pane}>
      <search className={classes['field']}>
        <SearchField onLeave={() => firstRow()?.focus()} onOpenFirst={() => firstRow()?.click()} />
      </search>
      <div className={classes['list']}>
        {words === '' ? (
          <ConversationList filter={filter} openId={openId} />
        ) : (
          <SearchResults words={words} filter={filter} openId={openId} />
        )}
      </div>
    </div>
  );
}
