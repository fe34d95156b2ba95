import { Button } from '@mantine/core';
import { lazy, Suspense, useState, type ComponentType } from 'react';
import { MissingPart } from '../shell/missing-part';
import type { ChooseTemplateProps } from './choose-template';

const ChooseTemplate = lazy<ComponentType<ChooseTemplateProps>>(() =>
  import('./choose-template').then(
    ({ ChooseTemplate: dialog }) => ({ default: dialog }),
    () => ({ default: MissingPart }),
  ),
);

/** Opens the approved templates. */
export function TemplateButton({ conversation, onSend }: Omit<ChooseTemplateProps, 'onClose'>) {
  const [isChoosing, setIsChoosing] = useState(false);
  return (
    <>
      <Button size="compact-sm" variant="default" aria-haspopup="dialog" onClick={() => setIsChoosing(true)}>
        Choose a template
      </Button>
      {isChoosing && (
        <Suspense>
          <ChooseTemplate conversation={conversation} onSend={onSend} onClose={() => setIsChoosing(false)} />
        </Suspense>
      )}
    </>
  );
}
