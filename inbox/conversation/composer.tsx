import { ActionIcon, Text, Textarea } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { TbSend2 } from 'react-icons/tb';
import { useRef } from 'react';
import type { Attachment } from '../../api/contract/attachment';
import type { Conversation } from '../../api/contract/conversation';
import type { Me } from '../../api/contract/sign-in';
import { AttachButton } from '../attachments/attach-button';
import { AttachmentList } from '../attachments/attachment-list';
import attachments from '../attachments/attachments.module.css';
import { useAttachments } from '../attachments/use-attachments';
import { useDrop } from '../attachments/use-drop';
import { useTyping } from '../presence/typing';
import { useQuoteDraft } from '../quoting/quote-draft';
import { QuoteStrip } from '../quoting/quote-strip';
import { SavedReplySuggestions } from '../saved-replies/saved-reply-suggestions';
import { useSavedReplyList } from '../saved-replies/use-saved-reply-list';
import { useDraft } from '../server/drafts';
import type { Quote, ReplyContent } from '../server/reply-store';
import { WindowEnd } from '../templates/window-end';
import { customerName } from '../words/customer-name';
import { useNow } from '../words/use-now';
import classes from './composer.module.css';

/** WhatsApp's limit of a text message. */
const LIMIT = 4_096;
/** Of the words under a file. */
const CAPTION_LIMIT = 1_024;
/** So many characters before the end what is left is shown. */
const NEAR = 300;

interface ComposerProps {
  conversation: Conversation;
  me: Me;
  onSend: (content: ReplyContent) => void;
}

/** Where a teammate writes. Enter sends where there is a keyboard; a phone's Enter makes a new line. */
export function Composer({ conversation, me, onSend }: ComposerProps) {
  const place = { teammateId: me.id, conversationId: conversation.id };
  const [draft, write] = useDraft(place);
  useTyping(conversation.id, draft);
  const [quote, setQuote] = useQuoteDraft(place);
  const files = useAttachments(place);
  const hasTouch = useMediaQuery('(pointer: coarse)');
  const field = useRef<HTMLTextAreaElement>(null);
  const saved = useSavedReplyList({ field, draft, write, customer: conversation.customer, me });
  const now = useNow();
  const { holder, serviceWindowEndsAt } = conversation;
  const isOver = serviceWindowEndsAt === null || Date.parse(serviceWindowEndsAt) <= now.getTime();
  const isOthers = holder !== null && holder.id !== me.id;
  const isAble = !isOver && !isOthers;
  const attached = files.drafts.flatMap(({ stored }) => stored ?? []);
  const areFilesReady = attached.length === files.drafts.length;
  const limit = files.drafts.length === 0 ? LIMIT : CAPTION_LIMIT;
  const hasContent = draft.trim() !== '' || attached.length > 0;
  const isSendable = isAble && hasContent && areFilesReady && draft.length <= limit;
  const isDropping = useDrop(field, { isAble, onFiles: files.add });
  const send = () => {
    if (!isSendable) return;
    for (const content of messagesOf(draft.trim(), attached, quote)) onSend(content);
    write('');
    setQuote(null);
    files.clear();
    field.current?.focus();
  };
  const placeholder = isOthers
    ? `${holder.name} answers; your draft is kept`
    : files.drafts.length > 0
      ? 'Words to go with it'
      : 'Write a reply; / for saved ones';
  return (
    <form
      className={classes['composer']}
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <WindowEnd conversation={conversation} now={now} isOthers={isOthers} onSend={onSend} />
      <SavedReplySuggestions suggestions={saved.open} fill={saved.fill} />
      {quote !== null && !isOver && <QuoteStrip quote={quote} onRemove={() => setQuote(null)} />}
      <AttachmentList
        conversationId={conversation.id}
        drafts={isOver ? [] : files.drafts}
        onRetry={files.retry}
        onRemove={files.remove}
      />
      {isDropping && <div className={attachments['drop']}>Drop it to attach it</div>}
      <div className={classes['line']}>
        <AttachButton disabled={!isAble} onFiles={files.add} />
        <Textarea
          ref={field}
          data-key="r"
          flex={1}
          autosize
          minRows={1}
          maxRows={10}
          size="md"
          aria-label={`Reply to ${customerName(conversation.customer)}`}
          placeholder={placeholder}
          value={draft}
          error={draft.length > limit}
          {...saved.fieldProps}
          onChange={({ currentTarget }) => {
            write(currentTarget.value);
            saved.follow(currentTarget);
          }}
          onSelect={({ currentTarget }) => saved.follow(currentTarget)}
          onPaste={(event) => {
            const pasted = [...event.clipboardData.files];
            // Office programs put a picture of copied words beside them.
            if (!isAble || pasted.length === 0 || event.clipboardData.types.includes('text/plain')) return;
            event.preventDefault();
            files.add(pasted);
          }}
          onKeyDown={(event) => {
            if (saved.key(event)) return;
            // While an input method composes a word, Enter chooses it.
            if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing || hasTouch) return;
            event.preventDefault();
            send();
          }}
        />
        <ActionIcon type="submit" size={42} radius="xl" disabled={!isSendable} aria-label="Send">
          <TbSend2 size={20} />
        </ActionIcon>
      </div>
      {isAble && !areFilesReady && (
        <Text size="xs" c="var(--faint)" role="status">
          {files.drafts.some(({ problem }) => problem !== null)
            ? 'It can be sent once the file in red is uploaded or removed.'
            : 'It can be sent as soon as every file is uploaded.'}
        </Text>
      )}
      {draft.length > limit - NEAR && (
        <Text size="xs" c={draft.length > limit ? 'var(--alarm)' : 'var(--faint)'} role="status">
          {limit - draft.length} characters left{limit === CAPTION_LIMIT && ' under a file'}
        </Text>
      )}
    </form>
  );
}

/** WhatsApp's messages have one file each: the first bears the words and the quote, but for audio, which goes without words. */
function messagesOf(text: string, attached: readonly Attachment[], quote: Quote | null): ReplyContent[] {
  const isApart = text !== '' && attached[0]?.kind === 'audio';
  const [first, ...others] = isApart ? [undefined, ...attached] : attached;
  return [
    {
      text,
      ...(first === undefined ? {} : { attachment: first }),
      ...(quote === null ? {} : { quote }),
    },
    ...others.flatMap((attachment) => (attachment === undefined ? [] : [{ text: '', attachment }])),
  ];
}
