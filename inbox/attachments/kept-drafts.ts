import type { Attachment } from '../../api/contract/attachment';
import { changeKept, keptValue } from '../server/kept-value';
import type { ReplyPlace } from '../server/reply-store';

/** Of a file that goes with the reply being written, what outlives a reload: what Baton has of it, or else its name. */
export interface KeptDraft {
  key: string;
  name: string;
  stored: Attachment | null;
}

const keyOf = ({ teammateId, conversationId }: ReplyPlace) => `attachments:${teammateId}:${conversationId}`;

export function keptDrafts(place: ReplyPlace): KeptDraft[] {
  // Earlier releases kept what was stored, and nothing else.
  const kept = keptValue<readonly (KeptDraft | Attachment)[]>(keyOf(place), []);
  return kept.map((each) =>
    'stored' in each ? each : { key: each.id, name: each.filename ?? 'Document', stored: each },
  );
}

export function keepDrafts(place: ReplyPlace, drafts: readonly KeptDraft[]): void {
  const kept = drafts.map(({ key, name, stored }) => ({ key, name, stored }));
  changeKept(keyOf(place), kept.length === 0 ? null : kept);
}
