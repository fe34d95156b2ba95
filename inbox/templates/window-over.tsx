import { Button } from '@mantine/core';
import { lazy, Suspense, useState, type ComponentType } from 'react';
import type { Conversation } from '../../api/contract/conversation';
import type { ReplyContent } from '../server/reply-store';
import { MissingPart } from '../shell/missing-part';
import type { ChooseTemplateProps } from './choose-template';
import classes from './templates.module.css';

const ChooseTemplate = lazy<ComponentType<ChooseTemplateProps>>(() =>
  import('./choose-template').then(
    ({ ChooseTemplate: dialog }) => ({ default: dialog }),
    () => ({ default: MissingPart }),
  ),
);

interface WindowOverProps {
  conversation: Conversation;
  /** Somebody else answers here. */
  isOthers: boolean;
  onSend: (content: ReplyContent) => void;
}

/** WhatsApp's 24 hours are over: says what is still possible. */
export function WindowOver({ conversation, isOthers, onSend }: WindowOverProps) {
  const [isChoosing, setIsChoosing] = useState(false);
  return (
    <div className={classes['over']}>
      <span role="status">
        WhatsApp’s 24 hours are over: until the customer writes again, only an approved template reaches them.
      </span>
      {!isOthers && (
        <Button size="compact-sm" variant="default" aria-haspopup="dialog" onClick={() => setIsChoosing(true)}>
          Choose a template
        </Button>
      )}
      {isChoosing && (
        <Suspense>
          <ChooseTemplate conversation={conversation} onSend={onSend} onClose={() => setIsChoosing(false)} />
        </Suspense>
      )}
    </div>
  );
}
