import { lazy, Suspense, useState, type ComponentType } from 'react';
import { MissingPart } from '../shell/missing-part';
import classes from './why-button.module.css';

interface WhyButtonProps {
  conversationId: string;
  messageId: string;
  /** Seen only while its message is pointed at or has the focus. */
  isQuiet: boolean;
}

const WhyDrawer = lazy<ComponentType<Omit<WhyButtonProps, 'isQuiet'> & { onClose: () => void }>>(() =>
  import('./why-drawer').then(
    ({ WhyDrawer: drawer }) => ({ default: drawer }),
    () => ({ default: MissingPart }),
  ),
);

/** Opens the record behind a message. */
export function WhyButton({ conversationId, messageId, isQuiet }: WhyButtonProps) {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <button
        type="button"
        className={classes['why']}
        data-quiet={isQuiet ? true : undefined}
        aria-haspopup="dialog"
        onClick={() => setIsOpen(true)}
      >
        Why?
      </button>
      {isOpen && (
        <Suspense>
          <WhyDrawer conversationId={conversationId} messageId={messageId} onClose={() => setIsOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
