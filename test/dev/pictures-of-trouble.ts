import path from 'node:path';
import type { Browser } from 'playwright-core';
import { createApiClient } from '../support/api-client';
import { eventually } from '../support/eventually';
import { openPage } from '../support/browser';
import type { DevProcess } from './dev-process';

const CUSTOMER = { waId: '919876543211', name: 'Priya Nair' };

/**
 * Takes docs/operations.md's pictures of a handoff about which nobody can be e-mailed, as whoever is on duty follows it: the
 * list that the alert's section names, the run behind its row, and the step that failed.
 */
export async function takePicturesOfTrouble(dev: DevProcess, browser: Browser, folder: string): Promise<void> {
  const refused = { route: 'emails', fault: { kind: 'provider_error', code: 'validation_error' }, times: 'always' };
  const { id: fault } = (await post(dev.printed('Mailbox'), 'faults', refused)) as { id: string };
  const text = { type: 'text', text: { body: 'Can I talk to a person, please?' } };
  await post(dev.printed('Customer’s phone'), 'inbound', { customer: CUSTOMER, message: text });
  await untilStuck(dev);
  await fetch(new URL(`/__sandbox/faults/${fault}`, dev.printed('Mailbox')), { method: 'DELETE' });

  const list = new URL('/namespaces/default/workflows?query=HandoffStuck%3Dtrue', dev.printed('Temporal UI'));
  const { page } = await openPage(browser, list.href);
  await page.setViewportSize({ width: 1280, height: 720 });
  const row = page.getByRole('link', { name: /^conversation/ }).first();
  await row.waitFor();
  await page.screenshot({ path: path.join(folder, 'trouble-1-list.png') });
  await row.click();
  await page.getByText('User Metadata').click();
  await page.setViewportSize({ width: 1280, height: 880 });
  await page.frameLocator('iframe').getByText('nobody could be e-mailed').waitFor();
  await page.screenshot({ path: path.join(folder, 'trouble-2-run.png') });
  await page.getByText('Timeline', { exact: true }).first().click();
  // The newest is on top.
  await page.getByText('emailTeammate').first().click();
  await page.getByText('"validation_error"').scrollIntoViewIfNeeded();
  await page.screenshot({ path: path.join(folder, 'trouble-3-step.png') });
}

async function post(origin: string, route: string, body: unknown): Promise<unknown> {
  const answer = await fetch(new URL(`/__sandbox/${route}`, origin), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return answer.json();
}

/** Until the handoff's mail has failed for good. */
async function untilStuck(dev: DevProcess): Promise<void> {
  const api = createApiClient(new URL(dev.printed('API')).origin, dev.printed('API key'));
  await eventually(async () => {
    const { body } = await api.get('/api/conversations?filter=waiting');
    const found = body.items?.find(({ customer }) => (customer as { name: string }).name === CUSTOMER.name);
    const { body: conversation } = await api.get(`/api/conversations/${String(found?.['id'])}`);
    const { handoff } = conversation as { handoff?: { steps: { email: { state: string } } } };
    if (handoff?.steps.email.state !== 'failed') throw new Error('the mail has not failed');
  });
}
