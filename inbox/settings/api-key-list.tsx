import { Button } from '@mantine/core';
import type { ApiKey } from '../../api/contract/api-key';
import { useNameOf } from '../server/teammates';
import { moment } from '../words/time-words';
import { SCOPE_WORDS } from './scope-words';
import classes from './team-part.module.css';

/** The keys in force, newest first. */
export function ApiKeyList({ keys, onRevoke }: { keys: readonly ApiKey[]; onRevoke: (key: ApiKey) => void }) {
  const nameOf = useNameOf();
  return (
    <ul className={classes['list']}>
      {keys.map((key) => (
        <li key={key.id} className={classes['row']}>
          <div className={classes['who']}>
            <div className={classes['name']}>
              <span className="foreign">{key.name}</span>
              {key.scopes.map((scope) => (
                <span key={scope} className={classes['tag']}>
                  {SCOPE_WORDS[scope].name}
                </span>
              ))}
            </div>
            <div className={`${classes['facts'] ?? ''} foreign`}>
              <code>{key.prefix}…</code> · acts as {lowerYou(nameOf(key.teammateId))} · made {moment(key.createdAt)} ·{' '}
              {key.lastUsedOn === null ? 'never used' : `last used ${dayInWords(key.lastUsedOn)}`}
            </div>
          </div>
          <Button size="compact-sm" variant="default" c="var(--alarm)" onClick={() => onRevoke(key)}>
            Revoke
            <span className="unseen"> {key.name}</span>
          </Button>
        </li>
      ))}
    </ul>
  );
}

function lowerYou(name: string): string {
  return name === 'You' ? 'you' : name;
}

/** The API names a day of UTC, which is no moment. */
function dayInWords(day: string): string {
  return new Date(day).toLocaleDateString(undefined, { dateStyle: 'medium', timeZone: 'UTC' });
}
