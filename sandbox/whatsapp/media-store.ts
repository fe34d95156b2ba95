import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { newMediaId } from './new-ids';

export interface MediaFile {
  id: string;
  mimeType: string;
  filename: string | null;
  size: number;
  /** In the two spellings WhatsApp uses: hex when a media id is looked up, base64 in a webhook. */
  sha256: { hex: string; base64: string };
}

export interface MediaStore {
  add(bytes: Buffer, mimeType: string, filename: string | null): MediaFile;
  find(id: string): MediaFile | undefined;
  bytes(id: string): Buffer;
  remove(id: string): boolean;
  list(): MediaFile[];
}

/** Keeps media in memory, and in `folder` when there is one. */
export function createMediaStore(start: readonly MediaFile[], folder: string | undefined): MediaStore {
  const files = new Map(start.map((file) => [file.id, file]));
  const contents = new Map<string, Buffer>();
  return {
    add: (bytes, mimeType, filename) => {
      const hash = createHash('sha256').update(bytes).digest();
      const file = {
        id: newMediaId(),
        mimeType,
        filename,
        size: bytes.length,
        sha256: { hex: hash.toString('hex'), base64: hash.toString('base64') },
      };
      files.set(file.id, file);
      contents.set(file.id, bytes);
      if (folder !== undefined) {
        mkdirSync(folder, { recursive: true });
        writeFileSync(join(folder, file.id), bytes);
      }
      return file;
    },
    find: (id) => files.get(id),
    bytes: (id) => {
      const known = contents.get(id);
      if (known !== undefined) return known;
      if (folder === undefined || !files.has(id)) throw new Error('The sandbox has no such media.');
      const bytes = readFileSync(join(folder, id));
      contents.set(id, bytes);
      return bytes;
    },
    remove: (id) => files.delete(id),
    list: () => [...files.values()],
  };
}
