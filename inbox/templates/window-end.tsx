import type { Conversation } from '../../api/contract/conversation';
import type { ReplyContent } from '../server/reply-store';
import { lengthInWords, moment } from '../words/time-words';
import { TemplateButton } from './template-button';
import classes from './templates.module.css';

/** From here on the end of WhatsApp's 24 hours may come before an answer is thought of. */
const SHORT_MS = 60 * 60_000;

interface WindowEndProps {
  conversation: Conversation;
  now: Date;
  /** Somebody else answers here. */
  isOthers: boolean;
  onSend: (content: ReplyContent) => void;
}

/** WhatsApp's 24 hours are over, or nearly: says what is still possible. Nothing before that. */
export function WindowEnd({ conversation, now, isOthers, onSend }: WindowEndProps) {
  const { serviceWindowEndsAt } = conversation;
  const leftMs = serviceWindowEndsAt === null ? 0 : Date.parse(serviceWindowEndsAt) - now.getTime();
  if (leftMs > SHORT_MS) return null;
  const isOver = leftMs <= 0;
  return (
    <div className={classes['window']} data-over={isOver ? true : undefined}>
      <span role="status" title={serviceWindowEndsAt === null ? undefined : moment(serviceWindowEndsAt)}>
        {isOver
          ? 'WhatsApp’s 24 hours are over: until the customer writes again, only an approved template reaches them.'
          : `WhatsApp’s 24 hours end ${leftMs < 60_000 ? 'within a minute' : `in ${lengthInWords(leftMs)}`}. After that only an approved template reaches the customer.`}
      </span>
      {!isOthers && <TemplateButton conversation={conversation} onSend={onSend} />}
    </div>
  );
}
