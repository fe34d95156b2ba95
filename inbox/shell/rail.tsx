import { Avatar, Menu, UnstyledButton } from '@mantine/core';
import { TbClockHour4, TbInbox, TbMessages, TbSettings, TbSparkles } from 'react-icons/tb';
import type { IconType } from 'react-icons';
import { memo } from 'react';
import { Link } from 'wouter';
import type { Me } from '../../api/contract/sign-in';
import { useCounts } from '../server/conversations';
import { FILTER_WORDS, FILTERS, type Filter } from '../server/filters';
import { initialsOf } from '../words/customer-name';
import { Mark } from './mark';
import { MeMenu } from './me-menu';
import classes from './rail.module.css';

const ICONS: Record<Filter, IconType> = { mine: TbInbox, waiting: TbClockHour4, ai: TbSparkles, all: TbMessages };

interface RailProps {
  me: Me;
  filter: Filter | null;
}

/** Where to look: the four lists with how much is in them, the settings (no list is open then), and whoever is signed in. */
export const Rail = memo(function Rail({ me, filter }: RailProps) {
  const { data: counts } = useCounts();
  return (
    <nav className={classes['rail']} aria-label="Lists">
      <div className={classes['brand']}>
        <Mark size={26} />
        <span>Baton</span>
      </div>
      {FILTERS.map((name) => {
        const ListIcon = ICONS[name];
        const count = counts?.[name];
        return (
          <Link
            key={name}
            href={`/?filter=${name}`}
            className={classes['item']}
            aria-current={name === filter ? 'page' : undefined}
            data-alarm={name === 'waiting' && count !== undefined && count > 0 ? true : undefined}
          >
            <ListIcon size={20} strokeWidth={1.7} aria-hidden />
            <span className={classes['name']}>{FILTER_WORDS[name]}</span>
            {count !== undefined && count > 0 && (
              <span className={classes['count']}>{count > 999 ? '999+' : count}</span>
            )}
          </Link>
        );
      })}
      <Link
        href="/settings/handoffs"
        className={`${classes['item'] ?? ''} ${classes['settings'] ?? ''}`}
        aria-current={filter === null ? 'page' : undefined}
      >
        <TbSettings size={20} strokeWidth={1.7} aria-hidden />
        <span className={classes['name']}>Settings</span>
      </Link>
      <Menu position="top-start" width={230}>
        <Menu.Target>
          <UnstyledButton className={classes['me']}>
            <Avatar size={28} color="baton" radius="xl" aria-hidden>
              {initialsOf(me.name)}
            </Avatar>
            <span className="unseen">You: {me.name}</span>
            <span className={`${classes['name'] ?? ''} one-line`} aria-hidden>
              {me.name}
            </span>
          </UnstyledButton>
        </Menu.Target>
        <MeMenu me={me} />
      </Menu>
    </nav>
  );
});
