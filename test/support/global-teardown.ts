import { rm } from 'node:fs/promises';

export default async function globalTeardown(): Promise<void> {
  await globalThis.batonTestBrowser?.close();
  const home = globalThis.batonTestHome;
  if (home === undefined) return;
  await home.close();
  await rm(home.dir, { recursive: true, force: true });
}
