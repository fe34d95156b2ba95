import type { Page } from 'playwright-core';

/** The promise itself: within the watchdog's two minutes a question is answered or handed off, whatever died. */
const ANSWERED_WITHIN_MS = 120_000;

/** Takes the phone of the customer called `name`. */
export async function openChat(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name }).click();
  await page.getByText(`You are ${name}`).waitFor();
}

/** Writes as the customer whose phone is open. */
export async function write(page: Page, text: string): Promise<void> {
  await page.getByLabel('Message', { exact: true }).fill(text);
  await page.keyboard.press('Enter');
}

/** Waits until the business has written `text` to the customer whose phone is open. */
export async function untilAnswered(page: Page, text: string | RegExp): Promise<void> {
  await page.locator('.theirs', { hasText: text }).waitFor({ timeout: ANSWERED_WITHIN_MS });
}

/** Waits until the customer's message `text` has the ticks `ticks`. */
export async function untilTicked(page: Page, text: string, ticks: 'Sent' | 'Delivered' | 'Read'): Promise<void> {
  const message = page.locator('.mine', { hasText: text });
  await message.getByRole('img', { name: ticks }).waitFor({ timeout: ANSWERED_WITHIN_MS });
}
