import { join } from 'node:path';
import { openStateFile } from '../state-file';
import type { WebhookEvent } from '../webhooks/webhook-event';
import type { ChatsSnapshot } from './chats';
import { demoCustomers } from './customer';
import type { Change } from './envelope';
import type { MediaFile } from './media-store';

/** What survives a restart. */
export interface SavedState extends ChatsSnapshot {
  media: MediaFile[];
  /** Webhooks that nobody answered 200 yet. */
  pending: WebhookEvent<Change>[];
}

/** Opens the state in `stateDir`; a fresh one begins with the demo customers. */
export function openSavedState(stateDir: string | undefined, demo: boolean, snapshot: () => SavedState) {
  const file = openStateFile(stateDir && join(stateDir, 'phones.json'), snapshot);
  const fresh: SavedState = { customers: demo ? demoCustomers() : [], messages: [], media: [], pending: [] };
  return {
    // Only this stand-in writes the file, and replaces it whole.
    start: (file.read() as SavedState | null) ?? fresh,
    mediaDir: stateDir && join(stateDir, 'media'),
    saveSoon: file.saveSoon,
    close: file.close,
  };
}
