import { ActionIcon, Text, Textarea } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { IconSend2 } from '@tabler/icons-react';
import { useRef } from 'react';
import type { Conversation } from '../../api/contract/conversation';
import type { Me } from '../../api/contract/sign-in';
import { SavedReplySuggestions } from '../saved-replies/saved-reply-suggestions';
import { useSavedReplyList } from '../saved-replies/use-saved-reply-list';
import { useDraft } from '../server/drafts';
import { customerName } from '../words/customer-name';
import { useNow } from '../words/use-now';
import classes from './composer.module.css';

/** WhatsApp's limit of a text message. */
const LIMIT = 4_096;
/** From here on what is left is shown. */
const NEAR_LIMIT = 3_800;

interface ComposerProps {
  conversation: Conversation;
  me: Me;
  onSend: (text: string) => void;
}

/** Where a teammate writes. Enter sends where there is a keyboard; a phone's Enter makes a new line. */
export function Composer({ conversation, me, onSend }: ComposerProps) {
  const [draft, write] = useDraft({ teammateId: me.id, conversationId: conversation.id });
  const hasTouch = useMediaQuery('(pointer: coarse)');
  const field = useRef<HTMLTextAreaElement>(null);
  const saved = useSavedReplyList({ field, draft, write, customer: conversation.customer, me });
  const now = useNow();
  const { holder, serviceWindowEndsAt } = conversation;
  const isOver = serviceWindowEndsAt === null || Date.parse(serviceWindowEndsAt) <= now.getTime();
  const isOthers = holder !== null && holder.id !== me.id;
  const isSendable = draft.trim() !== '' && draft.length <= LIMIT && !isOver && !isOthers;
  const send = () => {
    if (!isSendable) return;
    onSend(draft.trim());
    write('');
    field.current?.focus();
  };
  return (
    <form
      className={classes['composer']}
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      {isOver && (
        <Text size="sm" c="var(--alarm)" role="status">
          WhatsApp’s 24 hours are over: free text is no longer accepted. As soon as the customer writes again you can
          answer.
        </Text>
      )}
      <SavedReplySuggestions suggestions={saved.open} fill={saved.fill} />
      <div className={classes['line']}>
        <Textarea
          ref={field}
          data-key="r"
          flex={1}
          autosize
          minRows={1}
          maxRows={10}
          size="md"
          aria-label={`Reply to ${customerName(conversation.customer)}`}
          placeholder={isOthers ? `${holder.name} answers; your draft is kept` : 'Write a reply; / for saved ones'}
          value={draft}
          error={draft.length > LIMIT}
          {...saved.fieldProps}
          onChange={({ currentTarget }) => {
            write(currentTarget.value);
            saved.follow(currentTarget);
          }}
          onSelect={({ currentTarget }) => saved.follow(currentTarget)}
          onKeyDown={(event) => {
            if (saved.key(event)) return;
            // While an input method composes a word, Enter chooses it.
            if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing || hasTouch) return;
            event.preventDefault();
            send();
          }}
        />
        <ActionIcon type="submit" size={42} radius="xl" disabled={!isSendable} aria-label="Send">
          <IconSend2 size={20} />
        </ActionIcon>
      </div>
      {draft.length > NEAR_LIMIT && (
        <Text size="xs" c={draft.length > LIMIT ? 'var(--alarm)' : 'var(--faint)'} role="status">
          {LIMIT - draft.length} characters left
        </Text>
      )}
    </form>
  );
}
