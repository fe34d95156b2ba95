import type { Browser } from 'playwright-core';
import type { Baton } from '../support/baton';
import { openBrowser } from '../support/browser';
import { newCustomer } from '../support/customer';
import { eventually } from '../support/eventually';
import { startModelServer, type ModelServer } from '../support/model-server';
import { conversationOf } from '../support/seed';
import { storedHandoffs } from '../support/stored';
import { uploadToWhatsApp } from '../support/upload-to-whatsapp';
import { accessibilityProblems, openInbox, startInbox } from './open-inbox';

let browser: Browser;
let model: ModelServer;
let baton: Baton;
beforeAll(async () => {
  model = await startModelServer();
  [browser, baton] = await Promise.all([
    openBrowser(),
    startInbox({ env: { ...model.env, OPENAI_TRANSCRIBE_MODEL: 'hear-test' } }),
  ]);
});
afterAll(async () => {
  await browser.close();
  await baton.stop();
  await model.stop();
});

test('a teammate reads what was said in a voice note, and in the handoff what is wanted and known', async () => {
  const ana = newCustomer('Ana Azul');
  model.hears('My order CL-4512 arrived broken, I want to talk to a human');
  const audio = { ...(await uploadToWhatsApp(baton, 'audio/ogg', Buffer.from('OggS'))), voice: true };
  await baton.whatsapp.simulate.inbound(ana, { type: 'audio', audio }).delivered;
  await eventually(async () => expect(await storedHandoffs(baton.db, ana.waId)).toHaveLength(1));
  const id = await conversationOf(baton.db, ana.waId);
  const { page, problems } = await openInbox(browser, baton, { path: `/conversations/${id}?filter=all` });
  const history = page.getByRole('log');
  await history.getByLabel('Voice message').waitFor();
  await history.getByText('What was said, as an AI heard it:').waitFor();
  await history.getByText('My order CL-4512 arrived broken').waitFor();
  const handoff = page.getByRole('region', { name: 'Handoff' });
  expect(await handoff.innerText()).toMatch(
    /Wants\s+“My order CL-4512.*\s+Tried\s+no answer yet\s+Known\s+Ana Azul, CL-4512/,
  );
  expect(await accessibilityProblems(page)).toEqual([]);
  expect(problems).toEqual([]);
});
