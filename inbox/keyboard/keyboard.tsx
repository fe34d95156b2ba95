import { notifications } from '@mantine/notifications';
import { lazy, Suspense, useCallback, type ComponentType } from 'react';
import { useLocation } from 'wouter';
import { conversationAddress, listAddress } from '../search/addresses';
import { useWords } from '../search/use-words';
import type { Filter } from '../server/filters';
import { findNextWaiting } from '../server/next-waiting';
import { MissingPart } from '../shell/missing-part';
import { useFocusReturn } from './focus';
import { showOverlay, useOverlay } from './overlays';
import { useKeys, type Journey } from './use-keys';

const Help = lazy<ComponentType<{ onClose: () => void }>>(() =>
  import('./help').then(
    ({ Help: help }) => ({ default: help }),
    () => ({ default: MissingPart }),
  ),
);
const Palette = lazy<ComponentType<{ onClose: () => void; onNext: () => void }>>(() =>
  import('../palette/palette').then(
    ({ Palette: palette }) => ({ default: palette }),
    () => ({ default: MissingPart }),
  ),
);

const LISTS: Record<string, Filter> = { m: 'mine', w: 'waiting', i: 'ai', a: 'all' };

/** The whole job by keyboard: listens for keys wherever the focus is, and keeps the focus where the reader is. */
export function Keyboard({ filter, openId }: { filter: Filter; openId: string | null }) {
  const overlay = useOverlay();
  const [, navigate] = useLocation();
  const [words] = useWords();
  useFocusReturn(openId);
  const goToNext = useCallback(() => {
    findNextWaiting(openId).then(
      (next) => {
        if (next !== null) navigate(conversationAddress(next, { filter: 'waiting' }));
        else notifications.show({ message: 'Nobody else waits.' });
      },
      () => notifications.show({ color: 'red', message: 'Baton cannot be reached at the moment.' }),
    );
  }, [openId, navigate]);
  const journey: Journey = {
    back: () => {
      if (openId !== null) navigate(listAddress(filter, words));
    },
    next: goToNext,
    go: (key) => {
      const list = LISTS[key];
      if (list !== undefined) navigate(listAddress(list, ''));
      else if (key === 's') navigate('/settings/handoffs');
    },
  };
  useKeys(journey);
  const close = () => showOverlay(null);
  return (
    <Suspense>
      {overlay === 'help' && <Help onClose={close} />}
      {overlay === 'palette' && <Palette onClose={close} onNext={goToNext} />}
    </Suspense>
  );
}
