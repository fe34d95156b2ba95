import type { Me } from '../../api/contract/sign-in';
import { useNameOf } from '../server/teammates';
import { useOthersHere } from './use-presence';
import classes from './who-types.module.css';

interface WhoTypesProps {
  conversationId: string;
  me: Me;
  /** Only for screen readers: the page says it in another place. */
  isUnseen: boolean;
}

/** Names the colleagues who are writing to this customer. Always there, so that a screen reader hears of a change. */
export function WhoTypes({ conversationId, me, isUnseen }: WhoTypesProps) {
  const nameOf = useNameOf();
  const names = useOthersHere(conversationId, me.id).flatMap(({ teammateId, typing }) =>
    typing ? [nameOf(teammateId)] : [],
  );
  return (
    <div role="status" className={isUnseen ? 'unseen' : undefined} data-testid="who-types">
      {names.length > 0 && (
        <p className={classes['types']}>
          <span className={classes['dots']} aria-hidden>
            <span />
            <span />
            <span />
          </span>
          <span className="foreign">
            {new Intl.ListFormat('en').format(names)} {names.length > 1 ? 'are' : 'is'} typing
          </span>
        </p>
      )}
    </div>
  );
}
