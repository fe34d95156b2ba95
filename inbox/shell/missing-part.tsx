import { notifications } from '@mantine/notifications';
import { useEffect, type ReactNode } from 'react';

/**
 * In place of what is read when it is first opened and cannot be: no network, or a release that has other files since this
 * page was opened. Left to fail, it would take the whole page with it.
 */
export function MissingPart({ onClose }: { onClose: () => void }): ReactNode {
  useEffect(() => {
    notifications.show({
      color: 'red',
      title: 'This cannot be loaded',
      message: 'Baton may have been renewed since you opened this page. Reload it: what you wrote is kept.',
    });
    onClose();
  }, [onClose]);
  return null;
}
