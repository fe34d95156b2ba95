import { TbLock } from 'react-icons/tb';
import { useTeammates } from '../server/teammates';
import classes from './only-owners.module.css';

/** Why nothing can be changed here, and whom to ask. */
export function OnlyOwners({ what }: { what: string }) {
  const { data: teammates = [] } = useTeammates();
  const owners = teammates.filter(({ role }) => role === 'owner').map(({ name }) => name);
  return (
    <p className={classes['note']}>
      <TbLock size={18} strokeWidth={1.7} aria-hidden />
      <span className="foreign">
        Only owners {what}.
        {owners.length > 0 && ` Ask ${new Intl.ListFormat('en', { type: 'disjunction' }).format(owners)}.`}
      </span>
    </p>
  );
}
