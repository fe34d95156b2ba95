import { Avatar, Tooltip } from '@mantine/core';
import type { Me } from '../../api/contract/sign-in';
import { useNameOf } from '../server/teammates';
import { initialsOf } from '../words/customer-name';
import classes from './others-here.module.css';
import { useOthersHere } from './use-presence';

/** More than these are a number. */
const MOST = 3;

/** Which colleagues have this conversation open, and who of them writes. */
export function OthersHere({ conversationId, me }: { conversationId: string; me: Me }) {
  const others = useOthersHere(conversationId, me.id);
  const nameOf = useNameOf();
  if (others.length === 0) return null;
  const names = others.map(({ teammateId }) => nameOf(teammateId));
  return (
    <Tooltip
      label={`${new Intl.ListFormat('en').format(names)} ${others.length > 1 ? 'have' : 'has'} this open too`}
      multiline
      maw={280}
    >
      <div className={classes['others']} role="img" aria-label={`Also here: ${names.join(', ')}`}>
        {others.slice(0, MOST).map(({ teammateId, typing }) => (
          <Avatar
            key={teammateId}
            className={classes['other'] ?? ''}
            size={28}
            radius="xl"
            color="baton"
            variant="light"
            data-typing={typing ? true : undefined}
          >
            {initialsOf(nameOf(teammateId))}
          </Avatar>
        ))}
        {others.length > MOST && <span className={classes['more']}>+{others.length - MOST}</span>}
      </div>
    </Tooltip>
  );
}
