import type { Locator, Page } from 'playwright-core';

/** A view of the inbox: where it is, who looks, and what opens the part of it that is meant. */
export interface View {
  name: string;
  path: string;
  /** The owner unless it says otherwise. */
  as?: 'teammate' | 'nobody';
  /** Before the page is opened: what the API or the network does in this view. */
  stage?: (page: Page) => Promise<unknown>;
  open?: (page: Page) => Promise<unknown>;
}

/** Where a reply is written. */
export const replyField = (page: Page): Locator => page.getByRole('textbox', { name: /^Reply to/ });

/** Presses the button of that name. */
export const click =
  (name: string | RegExp) =>
  (page: Page): Promise<unknown> =>
    page.getByRole('button', { name }).first().click();

/** Presses it, and waits for the dialog it opens. */
export const clickForDialog = (name: string | RegExp) => async (page: Page) => {
  await click(name)(page);
  await page.getByRole('dialog').first().waitFor();
};

export const pressForDialog = (keys: string) => async (page: Page) => {
  await page.keyboard.press(keys);
  await page.getByRole('dialog').first().waitFor();
};

/** Chooses an item of the conversation's further actions. */
export const more = (name: string | RegExp) => async (page: Page) => {
  await click('More actions')(page);
  await page.getByRole('menuitem', { name }).click();
  await page.getByRole('dialog').first().waitFor();
};

/** Answers of these addresses, changed on their way. */
export const altered = (address: RegExp, change: (body: Record<string, unknown>) => void) => (page: Page) =>
  page.route(address, async (route) => {
    const answer = await route.fetch();
    const body = (await answer.json()) as Record<string, unknown>;
    change(body);
    await route.fulfill({ response: answer, json: body });
  });

/** Every list is empty. */
export const emptied = (page: Page): Promise<unknown> =>
  page.route(/\/api\/(conversations|search|saved-replies|articles|api-keys|templates)(\/counts)?(\?.*)?$/, (route) =>
    route.fulfill({
      json: route.request().url().endsWith('/counts')
        ? { mine: 0, waiting: 0, ai: 0, all: 0 }
        : { items: [], nextCursor: null, business: 'Casa Luma' },
    }),
  );

/** These addresses never answer. */
export const held = (address: RegExp) => (page: Page) => page.route(address, () => undefined);

/** These addresses refuse. */
export const refused = (address: RegExp, status: number, code: string, detail: string) => (page: Page) =>
  page.route(address, (route) =>
    route.fulfill({
      status,
      contentType: 'application/problem+json',
      json: { type: `/problems/${code}`, title: code, status, code, detail },
    }),
  );
