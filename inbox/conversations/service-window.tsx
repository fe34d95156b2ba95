import type { Conversation } from '../../api/contract/conversation';
import { lengthInWords, moment } from '../words/time-words';

/** Earlier it would be noise: most conversations end long before. */
const WARN_MS = 6 * 3_600_000;

/** How long WhatsApp still takes free text, once that is getting short and a person is to answer. */
export function ServiceWindow({ conversation, now }: { conversation: Conversation; now: Date }) {
  const { serviceWindowEndsAt, handler } = conversation;
  if (handler.kind === 'ai' || serviceWindowEndsAt === null) return null;
  const leftMs = Date.parse(serviceWindowEndsAt) - now.getTime();
  if (leftMs > WARN_MS) return null;
  const title = `WhatsApp takes free text until ${moment(serviceWindowEndsAt)}`;
  return (
    <span title={title} style={{ color: 'var(--alarm)', whiteSpace: 'nowrap', marginInlineStart: 'auto' }}>
      {leftMs <= 0 ? '24 h over' : `${lengthInWords(leftMs)} left`}
    </span>
  );
}
