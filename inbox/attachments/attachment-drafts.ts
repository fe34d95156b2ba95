import type { Attachment } from '../../api/contract/attachment';
import { newClientId } from '../server/commands';
import { sentenceOf } from '../server/problem';
import type { ReplyPlace } from '../server/reply-store';
import { keepDrafts, keptDrafts } from './kept-drafts';
import { forgetFile, keepFile, keptFile } from './kept-files';
import { prepareFile, Unsendable } from './prepare-file';
import { upload } from './upload';

/** A file that goes with the reply being written. */
export interface AttachmentDraft {
  key: string;
  name: string;
  /** Once Baton has it. Until then the browser keeps it, so that a reload begins the upload anew. */
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

const keyOf = ({ teammateId, conversationId }: ReplyPlace) => `${teammateId}:${conversationId}`;

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
  change(place, (drafts) => [
    ...drafts,
    { key, name: file.name, stored: null, progress: 0, problem: null, preview: null },
  ]);
  begin(place, key, file);
  void keepFile(key, file).then((isKept) => {
    // Removed or uploaded meanwhile.
    if (isKept && draftsAt(place).find((draft) => draft.key === key)?.stored !== null) void forgetFile(key);
  });
}

function begin(place: ReplyPlace, key: string, file: File): void {
  placeAt(place).files.set(key, { file, stop: new AbortController() });
  if (file.type.startsWith('image/')) edit(place, key, { preview: URL.createObjectURL(file) });
  void send(place, key);
}

/** After a reload: what was not wholly uploaded is uploaded from what the browser kept. */
async function beginAnew(place: ReplyPlace, { key, name }: AttachmentDraft): Promise<void> {
  const file = await keptFile(key);
  if (!draftsAt(place).some((draft) => draft.key === key)) return;
  if (file !== null) begin(place, key, file);
  else edit(place, key, { problem: { words: `This browser did not keep “${name}”: choose it again.`, isFinal: true } });
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
    void forgetFile(key);
  } catch (error) {
    edit(place, key, { problem: { words: sentenceOf(error), isFinal: error instanceof Unsendable } });
  }
}

function forget(place: ReplyPlace, key: string): void {
  const { drafts, files } = placeAt(place);
  files.get(key)?.stop.abort();
  files.delete(key);
  void forgetFile(key);
  const preview = drafts.find((draft) => draft.key === key)?.preview;
  if (preview != null) URL.revokeObjectURL(preview);
}

function edit(place: ReplyPlace, key: string, what: Partial<AttachmentDraft>): void {
  change(place, (drafts) => drafts.map((draft) => (draft.key === key ? { ...draft, ...what } : draft)));
}

function change(where: ReplyPlace, edited: (drafts: readonly AttachmentDraft[]) => readonly AttachmentDraft[]): void {
  const place = placeAt(where);
  place.drafts = edited(place.drafts);
  keepDrafts(where, place.drafts);
  for (const listener of listeners) listener();
}

function placeAt(where: ReplyPlace): Place {
  const key = keyOf(where);
  const known = places.get(key);
  if (known !== undefined) return known;
  const place: Place = {
    drafts: keptDrafts(where).map((kept) => ({
      ...kept,
      progress: kept.stored === null ? 0 : 1,
      problem: null,
      preview: null,
    })),
    files: new Map(),
  };
  places.set(key, place);
  for (const draft of place.drafts) if (draft.stored === null) void beginAnew(where, draft);
  return place;
}
