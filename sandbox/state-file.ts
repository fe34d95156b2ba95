import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

const SAVE_AFTER_MS = 150;

/** Keeps a stand-in's state over a restart. Without a file it keeps nothing. */
export interface StateFile {
  /** What was saved last, or null. */
  read: () => unknown;
  /** Saves soon; several calls become one write. */
  saveSoon: () => void;
  /** Saves now and no more. */
  close: () => void;
}

export function openStateFile(file: string | undefined, snapshot: () => unknown): StateFile {
  let timer: NodeJS.Timeout | null = null;
  let closed = false;
  const save = () => {
    timer = null;
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
      if (file !== undefined && !closed) timer ??= setTimeout(save, SAVE_AFTER_MS).unref();
    },
    close: () => {
      if (timer !== null) clearTimeout(timer);
      closed = true;
      save();
    },
  };
}
