import { Button, TextInput } from '@mantine/core';
import { TbPlus, TbSearch } from 'react-icons/tb';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useDeferredValue, useEffect, useMemo, useRef } from 'react';
import { Link } from 'wouter';
import type { Me } from '../../api/contract/sign-in';
import { useArticles } from '../server/articles';
import { keptKeys } from '../server/kept';
import { useNow } from '../words/use-now';
import classes from './article-list.module.css';
import { ArticleRow } from './article-row';
import { findArticles } from './find-articles';
import { Nothing } from './nothing';
import { OnlyOwners } from './only-owners';
import { Reading } from './reading';
import { unsavedPrefix } from './use-unsaved';

const ROW_PX = 68;
/** What is above the article one comes back to. */
const ABOVE_PX = 3 * ROW_PX;

interface ArticleListProps {
  me: Me;
  find: string;
  onFind: (words: string) => void;
  /** Where the reader was before: it is in sight and focused again. */
  lastOpenId: string | null;
  onOpen: (id: string) => void;
  pathOf: (id: string | null) => string;
}

/** Every article, filtered by words. Only the rows in sight exist. */
export function ArticleList({ me, find, onFind, lastOpenId, onOpen, pathOf }: ArticleListProps) {
  const now = useNow();
  const isOwner = me.role === 'owner';
  const articles = useArticles();
  const wanted = useDeferredValue(find);
  const all = articles.data;
  const shown = useMemo(() => findArticles(all ?? [], wanted), [all, wanted]);
  const unsaved = useMemo(() => unsavedArticles(me.id), [me.id]);
  const scroller = useRef<HTMLDivElement>(null);
  const lastIndex = shown.findIndex(({ id }) => id === lastOpenId);
  const rows = useVirtualizer({
    count: shown.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_PX,
    getItemKey: (index) => shown[index]?.id ?? index,
    overscan: 8,
    initialRect: { width: 0, height: 800 },
    initialOffset: Math.max(0, lastIndex * ROW_PX - ABOVE_PX),
  });
  useEffect(() => {
    if (lastOpenId !== null) document.getElementById(`article-${lastOpenId}`)?.focus({ preventScroll: true });
  }, [lastOpenId]);
  return (
    <div className={classes['page']}>
      <header className={classes['head']}>
        <div>
          <h1 className={classes['title']}>Articles</h1>
          <p className={classes['text']}>
            What the AI answers from, but for drafts and what has expired. It says nothing that no article says.
          </p>
        </div>
        {isOwner && (
          <Button component={Link} href={pathOf('new')} leftSection={<TbPlus size={16} aria-hidden />}>
            {unsaved.has('new') ? 'Go on with the new article' : 'Write an article'}
          </Button>
        )}
      </header>
      {!isOwner && <OnlyOwners what="write and change articles" />}
      <TextInput
        type="search"
        aria-label="Find in articles"
        placeholder="Find in articles"
        leftSection={<TbSearch size={16} aria-hidden />}
        value={find}
        onChange={(event) => onFind(event.currentTarget.value)}
        description={
          <span role="status">{all === undefined ? '' : countInWords(shown.length, all.length, wanted)}</span>
        }
        inputWrapperOrder={['input', 'description']}
      />
      {all === undefined || articles.isError ? <Reading queries={[articles]} what="the articles" /> : null}
      {all?.length === 0 && (
        <Nothing title="No articles yet">
          Without articles the AI hands every question to a person. Begin with what customers ask most.
        </Nothing>
      )}
      {all !== undefined && all.length > 0 && shown.length === 0 && (
        <Nothing title="No article says this">Try fewer or other words.</Nothing>
      )}
      <div className={classes['scroller']} ref={scroller} tabIndex={-1}>
        <ul className={classes['rows']} style={{ height: rows.getTotalSize() }} aria-label="Articles">
          {rows.getVirtualItems().map(({ index, key, start }) => {
            const article = shown[index];
            if (article === undefined) return null;
            return (
              <li
                key={key}
                className={classes['place']}
                style={{ transform: `translateY(${start}px)`, height: ROW_PX }}
                aria-setsize={shown.length}
                aria-posinset={index + 1}
              >
                <ArticleRow
                  article={article}
                  href={pathOf(article.id)}
                  isUnsaved={unsaved.has(article.id)}
                  now={now}
                  onOpen={() => onOpen(article.id)}
                />
              </li>
            );
          })}
        </ul>
      </div>
    </div>
  );
}

/** The ids of articles with text that is kept here only. */
function unsavedArticles(teammateId: string): Set<string> {
  const prefix = `${unsavedPrefix(teammateId)}article:`;
  return new Set(keptKeys(prefix).map((key) => key.slice(prefix.length)));
}

function countInWords(shown: number, all: number, find: string): string {
  if (find.trim() !== '') return `${shown} of ${all}`;
  return all === 1 ? '1 article' : `${all} articles`;
}
