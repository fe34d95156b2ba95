import { useMemo, useSyncExternalStore } from 'react';
import type { ReplyPlace } from '../server/reply-store';
import { addDraft, clearDrafts, draftsAt, removeDraft, retryDraft, subscribeToDrafts } from './attachment-drafts';

/** The files that go with the reply being written, and what can be done with them. */
export function useAttachments({ teammateId, conversationId }: ReplyPlace) {
  const place = useMemo(() => ({ teammateId, conversationId }), [teammateId, conversationId]);
  const drafts = useSyncExternalStore(subscribeToDrafts, () => draftsAt(place));
  const edits = useMemo(
    () => ({
      add: (files: Iterable<File>) => {
        for (const file of files) addDraft(place, file);
      },
      retry: (key: string) => retryDraft(place, key),
      remove: (key: string) => removeDraft(place, key),
      clear: () => clearDrafts(place),
    }),
    [place],
  );
  return { drafts, ...edits };
}
