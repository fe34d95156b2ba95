import { ActionIcon } from '@mantine/core';
import { TbArrowLeft } from 'react-icons/tb';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { listAddress } from '../search/addresses';
import { useWords } from '../search/use-words';
import type { Filter } from '../server/filters';
import classes from './back-to-list.module.css';

/** On a phone the way back from a conversation; elsewhere the list stands beside it. */
export function BackToList({ filter }: { filter: Filter }) {
  const [words] = useWords();
  return (
    <ActionIcon
      component={Link}
      href={listAddress(filter, words)}
      className={classes['back'] ?? ''}
      variant="subtle"
      color="gray"
      size="lg"
      aria-label="Back to the list"
    >
      <TbArrowLeft size={20} />
    </ActionIcon>
  );
}

/** What stands in a conversation's place: on a phone nobody is caught in it. */
export function WithWayBack({ filter, children }: { filter: Filter; children: ReactNode }) {
  return (
    <div className={classes['bare']}>
      <BackToList filter={filter} />
      {children}
    </div>
  );
}
