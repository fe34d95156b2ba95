import { Button, Group } from '@mantine/core';
import { newClientId } from '../server/commands';
import type { WaitingReply } from '../server/reply-store';
import { timeOfDay } from '../words/time-words';
import { QuotedWaiting } from '../quoting/quoted-waiting';
import { DeliveryState } from './delivery-state';
import { MediaFile } from './media-file';
import bubble from './message-bubble.module.css';
import problem from './message-problem.module.css';
import { useAct } from './use-act';
import { WhatsAppText } from './whatsapp-text';

interface WaitingReplyBubbleProps {
  reply: WaitingReply;
  conversationId: string;
  onTryAgain: () => void;
  onDrop: () => void;
}

/** A reply that is still on its way to Baton, or was refused: its words are kept until somebody decides. */
export function WaitingReplyBubble({ reply, conversationId, onTryAgain, onDrop }: WaitingReplyBubbleProps) {
  const { act, isPending } = useAct(conversationId);
  const { refused, attachment, quote } = reply;
  const holder = refused?.code === 'handled_by_other' ? refused.holder : null;
  return (
    <div className={bubble['place']} data-author="teammate" data-first>
      <div className={bubble['bubble']} style={{ opacity: 0.75 }}>
        {quote !== undefined && <QuotedWaiting quote={quote} />}
        {attachment !== undefined && (
          <MediaFile
            conversationId={conversationId}
            kind={attachment.kind}
            file={{ ...attachment, voice: false, state: 'stored', error: null }}
          />
        )}
        {reply.text !== '' && <WhatsAppText text={reply.text} />}
        <span className={bubble['meta']}>
          <time dateTime={reply.writtenAt}>{timeOfDay(reply.writtenAt)}</time>
          <DeliveryState state={refused === null ? 'pending' : 'failed'} />
        </span>
      </div>
      {refused !== null && (
        <div className={problem['problem']} role="alert">
          <span className="foreign">Not sent. {refused.message}</span>
          <Group gap="xs" justify="flex-end">
            <Button size="compact-xs" variant="subtle" color="gray" onClick={onDrop}>
              Discard
            </Button>
            {holder !== null && (
              <Button
                size="compact-xs"
                variant="default"
                loading={isPending}
                onClick={() => {
                  act(newClientId(), { kind: 'take-over', from: holder.id }, onTryAgain);
                }}
              >
                Take over and send
              </Button>
            )}
            {holder === null && (
              <Button size="compact-xs" variant="default" onClick={onTryAgain}>
                Send again
              </Button>
            )}
          </Group>
        </div>
      )}
    </div>
  );
}
