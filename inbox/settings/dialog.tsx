import { Modal } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import type { ReactNode } from 'react';

interface DialogProps {
  title: string;
  /** A form: a click beside it must not lose what was typed, and on a phone it has the whole screen. */
  isForm?: boolean;
  onClose: () => void;
  children: ReactNode;
}

/** Keeps the focus until it is closed, and gives it back to what opened it. Open for as long as it exists. */
export function Dialog({ title, isForm = false, onClose, children }: DialogProps) {
  const isPhone = useMediaQuery('(max-width: 48rem)');
  return (
    <Modal
      opened
      onClose={onClose}
      title={title}
      styles={{ title: { fontWeight: 650 } }}
      centered={!isForm}
      fullScreen={isForm && isPhone}
      closeOnClickOutside={!isForm}
      closeButtonProps={{ 'aria-label': 'Close' }}
      // The page itself never scrolls, and the lock would write a style that the page's policy refuses.
      lockScroll={false}
    >
      {children}
    </Modal>
  );
}
