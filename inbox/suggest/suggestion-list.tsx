import { useEffect, useRef, type ReactNode } from 'react';
import classes from './suggestion-list.module.css';
import { optionId, type Suggestions } from './use-suggestions';

interface SuggestionListProps<Item> {
  suggestions: Suggestions<Item> | null;
  /** What they are: "Saved replies". */
  label: string;
  keyOf: (item: Item) => string;
  show: (item: Item) => ReactNode;
  /** More about the one that Enter takes. */
  preview?: (item: Item) => ReactNode;
}

/** Above the field that they are for, which stays focused; so a list is also announced in words. */
export function SuggestionList<Item>({ suggestions, label, keyOf, show, preview }: SuggestionListProps<Item>) {
  const count = suggestions?.items.length ?? 0;
  return (
    <>
      <span className="unseen" role="status">
        {count > 0 && `${label}: ${count}. Arrow keys choose, Enter takes, Escape closes.`}
      </span>
      {suggestions !== null && (
        <OpenList suggestions={suggestions} label={label} keyOf={keyOf} show={show} preview={preview} />
      )}
    </>
  );
}

function OpenList<Item>({
  suggestions: { id, items, active, point, choose },
  label,
  keyOf,
  show,
  preview,
}: {
  suggestions: Suggestions<Item>;
  label: string;
  keyOf: (item: Item) => string;
  show: (item: Item) => ReactNode;
  preview: ((item: Item) => ReactNode) | undefined;
}) {
  const list = useRef<HTMLUListElement>(null);
  const chosen = items[active];
  useEffect(() => {
    list.current?.children[active]?.scrollIntoView({ block: 'nearest' });
  }, [active, items]);
  return (
    // A press must not take the focus out of the field.
    <div className={classes['panel']} onMouseDown={(event) => event.preventDefault()}>
      <ul className={classes['list']} ref={list} role="listbox" id={id} aria-label={label} tabIndex={0}>
        {items.map((item, index) => (
          <li
            key={keyOf(item)}
            id={optionId(id, index)}
            className={classes['option']}
            role="option"
            aria-selected={index === active}
            onMouseMove={() => point(index)}
            onClick={() => choose(item)}
          >
            {show(item)}
          </li>
        ))}
      </ul>
      {preview !== undefined && chosen !== undefined && (
        <div className={classes['preview']} data-testid="suggestion-preview" tabIndex={0}>
          {preview(chosen)}
        </div>
      )}
    </div>
  );
}
