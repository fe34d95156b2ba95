import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openHome, type Home } from '../../launch/home';

const homes: Home[] = [];
const folders: string[] = [];

const endings: (() => Promise<void>)[] = [];

// Hooks run in the order they were registered, and this one comes with the first import.
afterAll(async () => {
  for (const end of endings) await end();
  await Promise.all(homes.map((home) => home.close()));
  for (const folder of folders) rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
});

/** Ends what lives in the folders before they are removed. */
export function beforeRemoval(end: () => Promise<void>): void {
  endings.push(end);
}

/** A new folder (mode 700, as mkdtemp makes them) that is removed after the test file. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'baton-launch-'));
  folders.push(folder);
  return folder;
}

/** A new home that is closed and removed after the test file, whether its test passed or not. */
export async function temporaryHome(dir = temporaryFolder()): Promise<Home> {
  const home = await openHome(dir);
  homes.push(home);
  return home;
}
