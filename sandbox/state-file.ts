import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** Keeps a stand-in's state over a restart. Without a file it keeps nothing. */
export interface StateFile {
  /** What was saved last, or null. */
  read: () => unknown;
  /** Saves before anything else is heard from outside, so before anybody can have answered; several calls become one write. */
  saveSoon: () => void;
  /** Saves now and no more. */
  close: () => void;
}

export function openStateFile(file: string | undefined, snapshot: () => unknown): StateFile {
  let saving: NodeJS.Immediate | null = null;
  let closed = false;
  const save = () => {
    saving = null;
    if (file === undefined) return;
    mkdirSync(dirname(file), { recursive: true });
    // Renamed into place, so that a kill in the middle leaves the older state and not half of the newer one.
    writeFileSync(`${file}.new`, JSON.stringify(snapshot()));
    renameSync(`${file}.new`, file);
  };
  return {
    read: () => {
      if (file === undefined) return null;
      try {
        return JSON.parse(readFileSync(file, 'utf8')) as unknown;
      } catch {
        return null;
      }
    },
    saveSoon: () => {
      if (file !== undefined && !closed) saving ??= setImmediate(save);
    },
    close: () => {
      if (saving !== null) clearImmediate(saving);
      closed = true;
      save();
    },
  };
}
