import { useNameOf } from '../server/teammates';
import { kindInWords } from '../words/kind-words';
import { moment, timeOfDay } from '../words/time-words';
import { QuoteButton } from '../quoting/quote-button';
import { QuotedMessage } from '../quoting/quoted-message';
import { WhyButton } from '../why/why-button';
import { AuthorName } from './author-name';
import { DeliveryState } from './delivery-state';
import { MapLink } from './map-link';
import { MediaFile } from './media-file';
import classes from './message-bubble.module.css';
import { MessageProblem } from './message-problem';
import type { TimelineItem } from './timeline';
import { WhatsAppText } from './whatsapp-text';

interface MessageBubbleProps {
  conversationId: string;
  item: Extract<TimelineItem, { kind: 'message' }>;
  /** A search led here. */
  isFound: boolean;
  why: 'shown' | 'quiet' | null;
}

/** One message: whose it is cannot be mistaken, and how far it got is told. */
export function MessageBubble({ conversationId, item, isFound, why }: MessageBubbleProps) {
  const nameOf = useNameOf();
  const { message, isFirst, reactions } = item;
  const { author, opening, text, kind, media, buttons, revoked, edited } = message;
  const isBare = text === null && media.length === 0;
  return (
    <div
      className={classes['place']}
      data-author={author.kind}
      data-first={isFirst ? true : undefined}
      data-message-id={message.id}
      data-found={isFound ? true : undefined}
      tabIndex={isFound ? -1 : undefined}
    >
      {isFirst && <AuthorName author={author} nameOf={nameOf} purpose={message.purpose} />}
      <div className={classes['bubble']}>
        {message.quoted !== null && <QuotedMessage quoted={message.quoted} />}
        {media.map((file) => (
          <MediaFile key={file.id} conversationId={conversationId} kind={kind} file={file} />
        ))}
        {message.transcribed && <em className={classes['note']}>What was said, as an AI heard it:</em>}
        {text !== null && <WhatsAppText text={`${opening ?? ''}${text}`} />}
        {kind === 'location' && text !== null && <MapLink text={text} />}
        {isBare && <em className={classes['note']}>{kindInWords(revoked ? 'revoked' : kind)}</em>}
        {buttons.length > 0 && (
          <div className={classes['buttons']} aria-label="Offered buttons">
            {buttons.map(({ id, title }) => (
              <span key={id}>{title}</span>
            ))}
          </div>
        )}
        <span className={classes['meta']}>
          <QuoteButton conversationId={conversationId} message={message} />
          {why !== null && (
            <WhyButton conversationId={conversationId} messageId={message.id} isQuiet={why === 'quiet'} />
          )}
          {edited && 'edited '}
          <time dateTime={message.createdAt} title={moment(message.createdAt)}>
            {timeOfDay(message.createdAt)}
          </time>
          <DeliveryState state={message.state} />
        </span>
        {reactions.length > 0 && (
          <span className={classes['reactions']} aria-label={`Reaction: ${reactions.join(' ')}`}>
            {reactions.join(' ')}
          </span>
        )}
      </div>
      <MessageProblem conversationId={conversationId} message={message} />
    </div>
  );
}
