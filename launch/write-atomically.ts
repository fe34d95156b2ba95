import { renameSync, writeFileSync } from 'node:fs';

/** Replaces a small file as a whole, so that a reader (or the next start after a kill) never sees half of it. Mode 0600. */
export function writeAtomically(file: string, content: string): void {
  const draft = `${file}.${process.pid}.new`;
  writeFileSync(draft, content, { mode: 0o600 });
  renameSync(draft, file);
}
