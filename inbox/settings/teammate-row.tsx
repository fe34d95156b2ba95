import { Avatar, Button } from '@mantine/core';
import { Fragment } from 'react';
import type { Teammate } from '../../api/contract/teammate';
import { initialsOf } from '../words/customer-name';
import { languageName } from './language-names';
import { publicNameOf } from './public-name';
import classes from './team-part.module.css';

interface TeammateRowProps {
  teammate: Teammate;
  isMe: boolean;
  /** Null for whoever may not change the team. */
  onOpen: ((kind: 'change' | 'link' | 'deactivate') => void) | null;
}

const ACTIONS = [
  { kind: 'change', words: 'Change' },
  { kind: 'link', words: 'Sign-in link' },
  { kind: 'deactivate', words: 'Deactivate' },
] as const;

export function TeammateRow({ teammate, isMe, onOpen }: TeammateRowProps) {
  const { name, email, role, isLastResort, timeZone, language } = teammate;
  const facts = [
    `customers read “${publicNameOf(teammate)}”`,
    timeZone?.replaceAll('_', ' '),
    language === null ? null : languageName(language),
  ];
  return (
    <li className={classes['row']}>
      <Avatar size={38} color="baton" radius="xl" aria-hidden>
        {initialsOf(name)}
      </Avatar>
      <div className={classes['who']}>
        <div className={classes['name']}>
          <span className="foreign">{name}</span>
          {isMe && <span className={classes['tag']}>you</span>}
          {role === 'owner' && <span className={classes['tag']}>owner</span>}
          {isLastResort && <span className={classes['tag']}>last resort</span>}
        </div>
        <div className={`${classes['facts'] ?? ''} foreign`}>{email}</div>
        <div className={classes['facts']}>
          {facts
            .filter((fact) => fact !== null && fact !== undefined)
            .map((fact, index) => (
              <Fragment key={fact}>
                {index > 0 && ' · '}
                <bdi>{fact}</bdi>
              </Fragment>
            ))}
        </div>
      </div>
      {onOpen !== null && (
        <div className={classes['actions']}>
          {ACTIONS.map(
            ({ kind, words }) =>
              // The last resort stays, and nobody shuts themselves out by mistake.
              !(kind === 'deactivate' && (isLastResort || isMe)) && (
                <Button
                  key={kind}
                  size="compact-sm"
                  variant="default"
                  c={kind === 'deactivate' ? 'var(--alarm)' : 'var(--ink)'}
                  onClick={() => onOpen(kind)}
                >
                  {words}
                  <span className="unseen"> {name}</span>
                </Button>
              ),
          )}
        </div>
      )}
    </li>
  );
}
