import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Page } from 'playwright-core';

/** A view of the inbox: where it is, and what opens the part of it that is meant. */
interface View {
  name: string;
  path: string;
  open?: (page: Page) => Promise<void>;
}

/** Every page and dialog; `conversation` is the address of one with a long history and an open handoff. */
function views(conversation: string): View[] {
  const press = (keys: string) => async (page: Page) => {
    await page.keyboard.press(keys);
    await page.getByRole('dialog').first().waitFor();
  };
  const click = (name: string | RegExp) => async (page: Page) => {
    await page.getByRole('button', { name }).first().click();
    await page.getByRole('dialog').first().waitFor();
  };
  return [
    { name: 'list-all', path: '/?filter=all' },
    { name: 'list-waiting', path: '/?filter=waiting' },
    { name: 'list-empty', path: '/?filter=mine' },
    { name: 'search', path: '/?filter=all&q=lamp' },
    { name: 'search-nothing', path: '/?filter=all&q=zeppelin' },
    { name: 'conversation', path: conversation },
    { name: 'conversation-why', path: conversation, open: click(/^Why/) },
    { name: 'help', path: conversation, open: press('?') },
    { name: 'palette', path: conversation, open: press('Control+k') },
    ...['handoffs', 'team', 'you', 'saved-replies', 'api-keys', 'articles'].map((part) => ({
      name: `settings-${part}`,
      path: `/settings/${part}`,
    })),
    { name: 'settings-article', path: '/settings/articles?article=new' },
    { name: 'missing', path: '/conversations/00000000-0000-4000-8000-000000000000' },
  ];
}

const SETTLED_MS = 400;
const SIZES = { 1280: { width: 1280, height: 860 }, 390: { width: 390, height: 844 } };

/** Takes every page of the inbox, light and dark, at both widths, into `folder`, for somebody to look at. */
export async function takeEveryPage(
  page: Page,
  { origin, conversation, folder }: { origin: string; conversation: string; folder: string },
): Promise<void> {
  mkdirSync(folder, { recursive: true });
  for (const { name, path: address, open } of views(conversation))
    for (const [width, size] of Object.entries(SIZES))
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
        await page.setViewportSize(size);
        await page.goto(new URL(address, origin).href);
        await page.getByRole('main').waitFor();
        await page
          .getByRole('status', { name: /^Loading/ })
          .first()
          .waitFor({ state: 'hidden' });
        // Live updates keep the network busy for ever: nothing else says that a page has settled.
        await delay(SETTLED_MS);
        await open?.(page).catch((error: unknown) => {
          process.stderr.write(`${name} at ${width}: not opened (${error instanceof Error ? error.message : ''})\n`);
        });
        await page.screenshot({ path: path.join(folder, `${name}-${width}-${colorScheme}.png`) });
      }
}
