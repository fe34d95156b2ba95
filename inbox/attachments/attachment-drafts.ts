import type { Attachment } from '../../api/contract/attachment';
import { newClientId } from '../server/commands';
import { sentenceOf } from '../server/problem';
import { changeKept, keptValue } from '../server/kept-value';
import type { ReplyPlace } from '../server/reply-store';
import { prepareFile, Unsendable } from './prepare-file';
import { upload } from './upload';

/** A file that goes with the reply being written. */
export interface AttachmentDraft {
  key: string;
  name: string;
  /** Once Baton has it; then it outlives a reload. */
  stored: Attachment | null;
  /** The share that has left, 0 to 1. */
  progress: number;
  /** Why it is not uploaded; `final` when trying again is no use. */
  problem: { words: string; isFinal: boolean } | null;
  /** Of a picture, while it is only here. */
  preview: string | null;
}

interface Place {
  drafts: readonly AttachmentDraft[];
  files: Map<string, { file: File; stop: AbortController }>;
}

/** Uploads go on while another conversation is looked at. */
const places = new Map<string, Place>();
const listeners = new Set<() => void>();

const keyOf = ({ teammateId, conversationId }: ReplyPlace) => `attachments:${teammateId}:${conversationId}`;

export function subscribeToDrafts(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function draftsAt(place: ReplyPlace): readonly AttachmentDraft[] {
  return placeAt(place).drafts;
}

/** Begins to upload a file. */
export function addDraft(place: ReplyPlace, file: File): void {
  const key = newClientId();
  const preview = file.type.startsWith('image/') ? URL.createObjectURL(file) : null;
  placeAt(place).files.set(key, { file, stop: new AbortController() });
  change(place, (drafts) => [...drafts, { key, name: file.name, stored: null, progress: 0, problem: null, preview }]);
  void send(place, key);
}

export function retryDraft(place: ReplyPlace, key: string): void {
  edit(place, key, { progress: 0, problem: null });
  void send(place, key);
}

export function removeDraft(place: ReplyPlace, key: string): void {
  forget(place, key);
  change(place, (drafts) => drafts.filter((draft) => draft.key !== key));
}

/** They are on their way to the customer now. */
export function clearDrafts(place: ReplyPlace): void {
  for (const { key } of draftsAt(place)) forget(place, key);
  change(place, () => []);
}

async function send(place: ReplyPlace, key: string): Promise<void> {
  const kept = placeAt(place).files.get(key);
  if (kept === undefined) return;
  try {
    const prepared = await prepareFile(kept.file);
    const stored = await upload(place.conversationId, prepared, {
      signal: kept.stop.signal,
      onProgress: (progress) => edit(place, key, { progress }),
    });
    edit(place, key, { stored, name: prepared.name, progress: 1 });
  } catch (error) {
    edit(place, key, { problem: { words: sentenceOf(error), isFinal: error instanceof Unsendable } });
  }
}

function forget(place: ReplyPlace, key: string): void {
  const { drafts, files } = placeAt(place);
  files.get(key)?.stop.abort();
  files.delete(key);
  const preview = drafts.find((draft) => draft.key === key)?.preview;
  if (preview != null) URL.revokeObjectURL(preview);
}

function edit(place: ReplyPlace, key: string, what: Partial<AttachmentDraft>): void {
  change(place, (drafts) => drafts.map((draft) => (draft.key === key ? { ...draft, ...what } : draft)));
}

function change(where: ReplyPlace, edited: (drafts: readonly AttachmentDraft[]) => readonly AttachmentDraft[]): void {
  const place = placeAt(where);
  place.drafts = edited(place.drafts);
  const stored = place.drafts.flatMap((draft) => draft.stored ?? []);
  changeKept(keyOf(where), stored.length === 0 ? null : stored);
  for (const listener of listeners) listener();
}

function placeAt(where: ReplyPlace): Place {
  const key = keyOf(where);
  const known = places.get(key);
  if (known !== undefined) return known;
  const stored = keptValue<readonly Attachment[]>(key, []);
  const place: Place = {
    drafts: stored.map((attachment) => ({
      key: attachment.id,
      name: attachment.filename ?? 'Document',
      stored: attachment,
      progress: 1,
      problem: null,
      preview: null,
    })),
    files: new Map(),
  };
  places.set(key, place);
  return place;
}
