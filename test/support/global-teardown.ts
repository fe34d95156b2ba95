import { rm } from 'node:fs/promises';

export default async function globalTeardown(): Promise<void> {
  await Promise.all(globalThis.batonTestBrowsers?.map((browser) => browser.close()) ?? []);
  const home = globalThis.batonTestHome;
  if (home === undefined) return;
  await home.close();
  await rm(home.dir, { recursive: true, force: true });
}
