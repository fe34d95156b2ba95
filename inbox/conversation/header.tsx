import { Anchor, CopyButton, Tooltip } from '@mantine/core';
import type { Conversation } from '../../api/contract/conversation';
import type { Me } from '../../api/contract/sign-in';
import { HandlerBadge } from '../conversations/handler-badge';
import type { Filter } from '../server/filters';
import { useNameOf } from '../server/teammates';
import { OthersHere } from '../presence/others-here';
import { customerName } from '../words/customer-name';
import { Actions } from './actions';
import { BackToList } from './back-to-list';
import classes from './header.module.css';

interface HeaderProps {
  conversation: Conversation;
  me: Me;
  filter: Filter;
  /** The last message on this page: what a resolve covers. */
  seenMessageId: string | null;
}

/** Who this is, who answers, and what can be done. */
export function Header({ conversation, me, filter, seenMessageId }: HeaderProps) {
  const nameOf = useNameOf();
  const { customer, language } = conversation;
  return (
    <header className={classes['header']}>
      <BackToList filter={filter} />
      <div className={classes['who']}>
        <h1 className={`${classes['name'] ?? ''} one-line`} dir="auto" title={customerName(customer)}>
          {customerName(customer)}
        </h1>
        <div className={classes['facts']}>
          <HandlerBadge conversation={conversation} nameOf={nameOf} />
          {customer.phone !== null && (
            <CopyButton value={`+${customer.phone}`}>
              {({ copied, copy }) => (
                <Tooltip label={copied ? 'Copied' : 'Copy the number'}>
                  <Anchor component="button" type="button" size="xs" c="var(--faint)" onClick={copy}>
                    +{customer.phone}
                  </Anchor>
                </Tooltip>
              )}
            </CopyButton>
          )}
          {language !== null && <span>{languageName(language)}</span>}
        </div>
      </div>
      <OthersHere conversationId={conversation.id} me={me} />
      <Actions conversation={conversation} me={me} seenMessageId={seenMessageId} />
    </header>
  );
}

function languageName(code: string): string {
  try {
    return new Intl.DisplayNames(undefined, { type: 'language' }).of(code) ?? code;
  } catch {
    return code;
  }
}
