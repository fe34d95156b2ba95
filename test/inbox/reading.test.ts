import type { Browser, Page } from 'playwright-core';
import { createGate } from '../../sandbox/faults/gate';
import type { Baton } from '../support/baton';
import { openBrowser, scrollsSideways } from '../support/browser';
import { newCustomer } from '../support/customer';
import { eventually } from '../support/eventually';
import { conversationOf } from '../support/seed';
import { accessibilityProblems, openInbox, startInbox } from './open-inbox';

let browser: Browser;
let baton: Baton;
let id: string;

beforeAll(async () => {
  [browser, baton] = await Promise.all([openBrowser(), startInbox()]);
  const customer = newCustomer('Zoë Zoomed');
  await baton.whatsapp.simulate.text(customer, 'I want a human, about https://example.com/a/very/long/address')
    .delivered;
  id = await conversationOf(baton.db, customer.waId);
  await eventually(async () => {
    const { body } = await baton.api.get(`/api/conversations/${id}`);
    expect(body['assignee']).not.toBeNull();
  });
});
afterEach(async () => {
  for (const context of browser.contexts()) await context.close();
});
afterAll(async () => {
  await browser.close();
  await baton.stop();
});

test('nothing moves for whoever asked for less motion', async () => {
  const { page } = await openInbox(browser, baton, {
    path: `/conversations/${id}?filter=all`,
    reducedMotion: 'reduce',
  });
  const still = async () => expect(await moving(page)).toEqual([]);
  await page.getByRole('log').getByText('I want a human').waitFor();
  await still();
  await page.getByRole('button', { name: 'More actions' }).click();
  await page.getByRole('menuitem').first().waitFor();
  await still();
  await page.keyboard.press('Escape');
  await page.keyboard.press('?');
  await page.getByRole('dialog', { name: 'Keyboard' }).waitFor();
  await still();
  await page.keyboard.press('Escape');
  await page.goto(`${baton.url}/settings/handoffs`);
  await page.getByRole('heading', { name: 'Handoffs' }).first().waitFor();
  await still();
  // The same page does move for others: this test sees motion where there is some.
  await page.emulateMedia({ reducedMotion: 'no-preference' });
  await page.goto(`${baton.url}/conversations/${id}?filter=all`);
  await page.getByRole('log').getByText('I want a human').waitFor();
  expect(await moving(page)).not.toEqual([]);
});

test('a conversation chosen from the list is marked first, then shows whose it is and where to answer, all before the API has answered', async () => {
  const { page } = await openInbox(browser, baton, { path: '/?filter=all' });
  const answered = createGate();
  await page.route(`**/api/conversations/${id}**`, async (route) => {
    await answered.pass();
    await route.continue();
  });
  await page.getByRole('link', { name: /Zoë Zoomed/ }).waitFor();
  await page.evaluate(`
    window.seen = new Set();
    const has = (selector) => document.querySelector(selector) !== null;
    new MutationObserver(() => seen.add(has('[data-row][aria-current]') + ' ' + has('main article')))
      .observe(document, { childList: true, subtree: true, attributes: true });
  `);
  await page.getByRole('link', { name: /Zoë Zoomed/ }).click();
  await answered.untilHeld(1);
  await page.getByRole('heading', { name: 'Zoë Zoomed' }).waitFor();
  // What is drawn in several frames keeps nobody waiting for the mark.
  expect(await page.evaluate('[...seen]')).toEqual(['true false', 'true true']);
  await page.getByLabel('Reply to Zoë Zoomed').waitFor();
  answered.release();
  await page.getByRole('log').getByText('I want a human').waitFor();
});

/** 1280 x 800 at 200 %. */
const ZOOMED = { viewport: { width: 640, height: 400 }, deviceScaleFactor: 2 };

test('at 200 % the list, a conversation and the settings lose nothing and never scroll sideways', async () => {
  const { page, problems } = await openInbox(browser, baton, { path: '/?filter=all', ...ZOOMED });
  await page.getByRole('link', { name: /Zoë Zoomed/ }).waitFor();
  expect(await lost(page)).toEqual([]);
  await page.getByRole('link', { name: /Zoë Zoomed/ }).click();

  // What was said and where to answer are in sight together; why a person is needed is one press away.
  const said = page.getByRole('log').getByText('I want a human');
  await said.waitFor();
  await eventually(async () => expect(await sightOf(page, '[aria-label="Messages"]')).toBeGreaterThan(100));
  expect(await sightOf(page, 'textarea[aria-label^="Reply to"]')).toBeGreaterThan(30);
  await said.scrollIntoViewIfNeeded();
  expect(await lost(page)).toEqual([]);
  await page.getByRole('button', { name: /Asked for a person/ }).click();
  await page.getByText('Assigned to').first().waitFor();
  expect(await lost(page)).toEqual([]);
  expect(await accessibilityProblems(page)).toEqual([]);

  await page.goto(`${baton.url}/settings/handoffs`);
  for (const part of ['Handoffs', 'Team', 'You', 'Articles', 'API keys', 'Saved replies']) {
    await page.getByRole('navigation', { name: 'Settings' }).getByRole('link', { name: part }).click();
    await page.getByRole('heading', { level: 1, name: part }).waitFor();
    await eventually(async () => expect(await page.getByRole('status', { name: /Reading/ }).count()).toBe(0));
    expect([part, await lost(page)]).toEqual([part, []]);
  }
  expect(problems).toEqual([]);
});

test('on a phone the last message, the reply field and one line about the handoff are in sight, and a tap says the rest', async () => {
  const { page } = await openInbox(browser, baton, {
    path: `/conversations/${id}?filter=all`,
    viewport: { width: 390, height: 844 },
  });
  const last = page.getByRole('log').locator('[data-message-id]').last();
  await last.waitFor();
  const card = page.getByRole('region', { name: 'Handoff' });
  const line = card.getByRole('button', { name: /^Asked for a person.*you.*Assigned: done/ });
  await line.waitFor();
  expect(await sightOf(page, '[aria-label="Handoff"]')).toBeLessThan(50);
  const message = await last.boundingBox();
  const field = await page.getByLabel('Reply to Zoë Zoomed').boundingBox();
  // One below the other: nothing lies over the message, and neither ends outside the window.
  expect(message && field && message.y + message.height <= field.y && field.y + field.height <= 844).toBe(true);
  await line.click();
  await card.getByText('Wants', { exact: true }).waitFor();
  await card.getByText(/^Assigned to Olivia/).waitFor();
});

test('on a phone a conversation that does not exist leads back to the list, and a whole page bears no ring', async () => {
  const { page, problems } = await openInbox(browser, baton, {
    path: '/conversations/00000000-0000-4000-8000-000000000000?filter=all',
    viewport: { width: 390, height: 844 },
  });
  await page.getByRole('heading', { name: 'There is no such conversation' }).waitFor();
  expect(await accessibilityProblems(page)).toEqual([]);
  await page.getByRole('link', { name: 'Back to the list' }).click();
  await page.getByRole('link', { name: /Zoë Zoomed/ }).waitFor();
  // Opened by key, so that the browser would draw a ring around whatever is focused then.
  await page.getByRole('link', { name: /Zoë Zoomed/ }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('article', { name: 'Conversation' }).and(page.locator(':focus-visible')).waitFor();
  const ring = await page.evaluate<string>('getComputedStyle(document.activeElement).outlineStyle');
  expect(ring).toBe('none');
  expect(problems).toEqual([]);
});

/** What has a transition or an animation, in words. */
function moving(page: Page): Promise<string[]> {
  return page.evaluate(`[...document.querySelectorAll('*')].flatMap((element) =>
    ['', '::before', '::after'].flatMap((part) => {
      const { transitionDuration, animationName } = getComputedStyle(element, part || null);
      const isMoving = animationName !== 'none' || transitionDuration.split(',').some((time) => parseFloat(time) > 0);
      return isMoving ? [element.tagName + '.' + element.className + part] : [];
    }))`);
}

/** How many pixels of its height are inside the window. */
function sightOf(page: Page, selector: string): Promise<number> {
  return page.evaluate(`(() => {
    const { top, bottom } = document.querySelector(${JSON.stringify(selector)}).getBoundingClientRect();
    return Math.min(bottom, innerHeight) - Math.max(top, 0);
  })()`);
}

/**
 * What cannot be reached: controls and headings that end outside the window sideways, or below a page that does not scroll.
 * What is only for screen readers, and what a scrollable part brings into sight, is no loss.
 */
async function lost(page: Page): Promise<string[]> {
  expect(await scrollsSideways(page)).toBe(false);
  return page.evaluate(`[...document.querySelectorAll('a, button, input, textarea, select, h1, h2, [role=option], p')]
    .filter((element) => element.checkVisibility() && !element.closest('.unseen') && element.getClientRects().length > 0)
    .flatMap((element) => {
      const box = element.getBoundingClientRect();
      if (box.width <= 1 || box.height <= 1) return [];
      const scrollers = [];
      for (let up = element.parentElement; up !== null; up = up.parentElement) {
        const { overflowX, overflowY } = getComputedStyle(up);
        scrollers.push({ x: /auto|scroll/.test(overflowX) && up.scrollWidth > up.clientWidth, y: /auto|scroll/.test(overflowY) });
      }
      const isBeside = (box.left < -1 || box.right > innerWidth + 1) && !scrollers.some(({ x }) => x);
      const isBelow = (box.top < -1 || box.bottom > innerHeight + 1) && !scrollers.some(({ y }) => y);
      return isBeside || isBelow ? [element.tagName + ' ' + element.textContent.slice(0, 40)] : [];
    })`);
}
