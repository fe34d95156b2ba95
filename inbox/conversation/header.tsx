import { ActionIcon, Anchor, CopyButton, Tooltip } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import { Link } from 'wouter';
import type { Conversation } from '../../api/contract/conversation';
import type { Me } from '../../api/contract/sign-in';
import { HandlerBadge } from '../conversations/handler-badge';
import type { Filter } from '../server/filters';
import { useNameOf } from '../server/teammates';
import { OthersHere } from '../presence/others-here';
import { listAddress } from '../search/addresses';
import { useWords } from '../search/use-words';
import { customerName } from '../words/customer-name';
import { Actions } from './actions';
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
  const [words] = useWords();
  const { customer, language } = conversation;
  return (
    <header className={classes['header']}>
      <ActionIcon
        component={Link}
        href={listAddress(filter, words)}
        className={classes['back'] ?? ''}
        variant="subtle"
        color="gray"
        size="lg"
        aria-label="Back to the list"
      >
        <IconArrowLeft size={20} />
      </ActionIcon>
      <div className={classes['who']}>
        <h1 className={`${classes['name'] ?? ''} one-line`} title={customerName(customer)}>
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
