import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Browser, BrowserContext, CDPSession, Page } from 'playwright-core';
import { z } from 'zod';
import type { Baton } from '../support/baton';
import { openWholeBrowser } from '../support/browser';
import { newCustomer } from '../support/customer';
import { eventually } from '../support/eventually';
import { startPushService, type PushServiceStandIn, type SubscribedBrowser } from '../support/push-service';
import { conversationOf } from '../support/seed';
import { accessibilityProblems, openInbox, startInbox } from './open-inbox';

let service: PushServiceStandIn;
let browser: Browser;
let baton: Baton;

beforeAll(async () => {
  service = await startPushService();
  [browser, baton] = await Promise.all([
    openWholeBrowser(),
    startInbox({ env: { PUSH_INTERNAL_ORIGINS: service.url }, timings: { pushQuiet: 0 } }),
  ]);
});
afterEach(async () => {
  for (const context of browser.contexts()) await context.close();
});
afterAll(async () => {
  await browser.close();
  await baton.stop();
  await service.stop();
});

test('a browser that asked for it is told while no page is open, and a click opens the conversation where work was left', async () => {
  const { page, context, problems } = await openInbox(browser, baton, { path: '/settings/you' });
  const device = service.browser();
  await subscribeAs(page, device);
  await page.getByRole('button', { name: 'Turn notifications on' }).waitFor();
  expect(await page.evaluate('navigator.serviceWorker.getRegistrations().then(({ length }) => length)')).toBe(0);
  await page.getByRole('button', { name: 'Turn notifications on' }).click();
  await page.getByText('also when Baton is closed').waitFor();
  expect(await accessibilityProblems(page)).toEqual([]);
  const phone = await lockScreen(context);

  const customer = newCustomer('Canary Name');
  const handedOff = () => baton.whatsapp.simulate.text(customer, 'canary words. I want a human').delivered;
  const tellNext = async (count: number) => {
    const payload = await eventually(() => {
      const [newest] = device.told.slice(count - 1);
      if (newest === undefined) throw new Error('not told yet');
      return newest.payload;
    });
    expect(payload).not.toContain('anary');
    await phone.deliver(payload);
  };

  // A page that is looked at shows it by itself.
  await handedOff();
  await tellNext(1);
  const id = await conversationOf(baton.db, customer.waId);
  expect(await phone.shown()).toEqual([]);

  await page.close();
  await phone.deliver(device.told[0]?.payload ?? '');
  await eventually(async () => expect(await phone.shown()).toEqual([['A conversation was handed to you', id]]));
  await phone.click();
  expect(await eventually(phone.opened)).toBe(`/conversations/${id}?filter=mine`);
  expect(await phone.shown()).toEqual([]);

  const again = await context.newPage();
  await again.goto(`${baton.url}/settings/team`);
  await again.getByRole('heading', { name: 'Team' }).first().waitFor();
  await again.evaluate("history.pushState(null, '', location.href)");
  await baton.api.command(id, 'take-over');
  await baton.whatsapp.simulate.text(customer, 'Are you there?').delivered;
  await phone.lookAway();
  await tellNext(2);
  await eventually(async () => expect(await phone.shown()).toEqual([['A customer answered you', id]]));
  await phone.click();
  await again.getByRole('heading', { name: 'Canary Name' }).waitFor();
  expect(problems).toEqual([]);
});

test('signing out takes back what is shown and ends what would come', async () => {
  const { page, context } = await openInbox(browser, baton, { path: '/settings/you' });
  const device = service.browser();
  await subscribeAs(page, device);
  await page.getByRole('button', { name: 'Turn notifications on' }).click();
  await page.getByText('also when Baton is closed').waitFor();
  const phone = await lockScreen(context);
  // Again until it is there: a browser may end a worker that has nothing to do, and with it that it looks away.
  await eventually(async () => {
    await phone.lookAway();
    await phone.deliver(JSON.stringify({ kind: 'mention', conversationId: '1' }));
    expect(await phone.shown()).toEqual([['A colleague mentioned you', '1']]);
  });
  await page.getByRole('button', { name: /Olivia/ }).click();
  await page.getByRole('menuitem', { name: 'Sign out', exact: true }).click();
  await page.getByRole('heading', { name: 'Sign in to Baton' }).waitFor();
  await eventually(async () => expect(await phone.shown()).toEqual([]));
  const { rows } = await baton.db.query('select 1 from push_subscription where endpoint = $1', [
    device.subscription.endpoint,
  ]);
  expect(rows).toEqual([]);
});

const Manifest = z.object({
  name: z.string(),
  start_url: z.literal('/'),
  display: z.literal('standalone'),
  icons: z.array(z.object({ src: z.string(), sizes: z.string(), type: z.string(), purpose: z.string() })),
});

test('the page can be installed: every icon that is named is there, in the size and kind that it claims', async () => {
  const page = await (await fetch(`${baton.url}/sign-in`)).text();
  const linked = (rel: string) => new RegExp(`rel="${rel}"[^>]*href="([^"]+)"`).exec(page)?.[1] ?? '';
  const manifest = Manifest.parse(await (await fetch(baton.url + linked('manifest'))).json());
  const png = [{ src: linked('apple-touch-icon'), sizes: '180x180', type: 'image/png' }, ...manifest.icons].filter(
    ({ type }) => type === 'image/png',
  );
  const found = await Promise.all(
    png.map(async ({ src, type }) => {
      const answer = await fetch(baton.url + src);
      const bytes = Buffer.from(await answer.arrayBuffer());
      return { src, type: answer.headers.get('content-type') ?? type, sizes: sizeOf(bytes) };
    }),
  );
  expect(found).toEqual(png.map(({ src, sizes, type }) => ({ src, type, sizes })));
  for (const purpose of ['any', 'maskable'])
    for (const sizes of ['192x192', '512x512'])
      expect(manifest.icons).toContainEqual(expect.objectContaining({ purpose, sizes, type: 'image/png' }));
});

test('the worker in the background answers no request and is always the newest; what is named by its content is kept', async () => {
  const answer = await fetch(`${baton.url}/service-worker.js`);
  expect(answer.headers.get('cache-control')).toBe('no-store');
  expect(answer.headers.get('content-type')).toContain('javascript');
  const source = await readFile(path.resolve(__dirname, '../../inbox/public/service-worker.js'), 'utf8');
  expect(await answer.text()).toBe(source);
  expect(source).not.toMatch(/addEventListener\('fetch'|caches/);
  const page = await (await fetch(`${baton.url}/sign-in`)).text();
  const script = await fetch(baton.url + (/src="(\/assets\/[^"]+)"/.exec(page)?.[1] ?? ''));
  expect([script.status, script.headers.get('cache-control')]).toEqual([200, 'public, max-age=31536000, immutable']);
});

/** Width and height as the first chunk of a PNG says. */
function sizeOf(png: Buffer): string {
  expect(png.subarray(1, 4).toString()).toBe('PNG');
  return `${png.readUInt32BE(16)}x${png.readUInt32BE(20)}`;
}

/** Stands where the browser's own push service is, which needs the internet. */
async function subscribeAs(page: Page, { subscription }: SubscribedBrowser): Promise<void> {
  await page.context().grantPermissions(['notifications'], { origin: baton.url });
  await page.context().addInitScript(`
    let subscribed = localStorage.getItem('subscribed');
    const subscription = (key) => ({
      toJSON: () => (${JSON.stringify(subscription)}),
      options: { applicationServerKey: Uint8Array.from(atob(key.replaceAll('-', '+').replaceAll('_', '/')), (c) => c.charCodeAt(0)).buffer },
      unsubscribe: async () => localStorage.removeItem('subscribed'),
    });
    PushManager.prototype.getSubscription = async () => (subscribed === null ? null : subscription(subscribed));
    PushManager.prototype.subscribe = async ({ applicationServerKey }) => {
      subscribed = applicationServerKey;
      localStorage.setItem('subscribed', subscribed);
      return subscription(subscribed);
    };
  `);
  await page.reload();
}

/** Where notifications appear, and the push service's end of the line, both outside any page of the inbox. */
async function lockScreen(context: BrowserContext) {
  const outside = await context.newPage();
  const session: CDPSession = await context.newCDPSession(outside);
  const found = new Promise<string>((resolve) => {
    session.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
      const ours = registrations.find(({ scopeURL, isDeleted }) => scopeURL.startsWith(baton.url) && !isDeleted);
      if (ours !== undefined) resolve(ours.registrationId);
    });
  });
  await session.send('ServiceWorker.enable');
  const registrationId = await found;
  const [worker] = context.serviceWorkers();
  if (worker === undefined) throw new Error('no worker runs');
  await worker.evaluate(`self.clients.openWindow = async (address) => void (self.opened = address)`);
  return {
    /** Playwright keeps every page in front: what the worker hears of it is changed instead. */
    lookAway: () =>
      worker.evaluate(`(() => {
        const matchAll = self.clients.matchAll.bind(self.clients);
        const hidden = (page) => ({
          url: page.url,
          visibilityState: 'hidden',
          postMessage: (message) => page.postMessage(message),
          focus: async () => undefined,
        });
        self.clients.matchAll = async (options) => (await matchAll(options)).map(hidden);
      })()`),
    deliver: (data: string) =>
      session.send('ServiceWorker.deliverPushMessage', { origin: baton.url, registrationId, data }),
    shown: () =>
      worker.evaluate<[string, string][]>(
        'self.registration.getNotifications().then((all) => all.map(({ title, tag }) => [title, tag]))',
      ),
    click: () =>
      worker.evaluate(`self.registration.getNotifications().then(([notification]) =>
        void self.dispatchEvent(new NotificationEvent('notificationclick', { notification })))`),
    opened: async () => {
      const address = await worker.evaluate<string | undefined>('self.opened');
      if (address === undefined) throw new Error('nothing was opened');
      return address;
    },
  };
}
