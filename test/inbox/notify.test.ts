import type { Browser, Page } from 'playwright-core';
import type { Baton } from '../support/baton';
import { openWholeBrowser } from '../support/browser';
import { newCustomer } from '../support/customer';
import { eventually } from '../support/eventually';
import { accessibilityProblems, openInbox, startInbox } from './open-inbox';

let browser: Browser;
let baton: Baton;

beforeAll(async () => {
  [browser, baton] = await Promise.all([openWholeBrowser(), startInbox()]);
});
afterEach(async () => {
  for (const context of browser.contexts()) await context.close();
});
afterAll(async () => {
  await browser.close();
  await baton.stop();
});

test('a handoff and an answer are told once to whoever looks elsewhere and asked for it, without the customer’s words', async () => {
  const { page, problems } = await openInbox(browser, baton, { path: '/settings/you' });
  await watchNotifications(page);
  await page.getByRole('button', { name: 'Turn notifications on' }).waitFor();
  expect(await page.evaluate('asked')).toBe(0);
  expect(await accessibilityProblems(page)).toEqual([]);
  await page.getByRole('button', { name: 'Turn notifications on' }).click();
  await page.getByRole('button', { name: 'Turn notifications off' }).waitFor();
  expect(await page.getByLabel('Play a sound').isChecked()).toBe(false);

  const seen = newCustomer('Seen Customer');
  await baton.whatsapp.simulate.text(seen, 'I want a human').delivered;
  await page.goto(`${baton.url}/?filter=all`);
  await page.getByRole('link', { name: /Seen Customer.*Asked for a person/ }).waitFor();
  await eventually(async () => expect(await page.title()).toBe('(1) Baton'));
  await lookAway(page);
  const away = newCustomer('Away Customer');
  await baton.whatsapp.simulate.text(away, 'My secret is 1234. I want a human').delivered;
  await eventually(async () => expect(await shown(page)).toEqual(['A conversation was handed to you']));
  await eventually(async () => expect(await page.title()).toBe('(2) Baton'));

  const { items = [] } = (await baton.api.get('/api/conversations?filter=mine')).body;
  const conversation = items.find(({ customer }) => (customer as { name: string }).name === 'Away Customer');
  const id = String(conversation?.['id']);
  await baton.api.send('POST', `/api/conversations/${id}/take-over`, {
    clientId: '6a3c7c9e-55b5-4c4f-8a34-1f0f2f1f6c10',
  });
  await baton.whatsapp.simulate.text(away, 'Hello?').delivered;
  await eventually(async () =>
    expect(await shown(page)).toEqual(['A conversation was handed to you', 'A customer answered you']),
  );
  await page.evaluate('isAway = false');
  await clickNotification(page);
  await page.getByRole('heading', { name: 'Away Customer' }).waitFor();
  await eventually(async () =>
    expect((await baton.api.get(`/api/conversations/${id}`)).body).toMatchObject({ unread: 0 }),
  );
  expect(problems).toEqual([]);
});

test('the customer’s name is shown only when the teammate says so', async () => {
  const { page } = await openInbox(browser, baton, { path: '/settings/you' });
  await watchNotifications(page);
  await page.getByRole('button', { name: 'Turn notifications on' }).click();
  await page.getByLabel('Show the customer’s name').check();
  await lookAway(page);
  await baton.whatsapp.simulate.text(newCustomer('Named Customer'), 'A human, please').delivered;
  await eventually(async () => expect(await shown(page)).toEqual(['Named Customer was handed to you']));
});

test('a tab behind another one that is looked at tells nothing', async () => {
  const { page, context } = await openInbox(browser, baton, { path: '/settings/you' });
  await watchNotifications(page);
  await page.getByRole('button', { name: 'Turn notifications on' }).click();
  await page.getByLabel('Show the customer’s name').check();
  const all = `${baton.url}/?filter=all`;
  await page.goto(all);
  const other = await context.newPage();
  await other.goto(all);
  await other.getByRole('main').waitFor();
  await lookAway(page);
  await baton.whatsapp.simulate.text(newCustomer('Watched Customer'), 'A human, please').delivered;
  await page.getByRole('link', { name: /Watched Customer.*Asked for a person/ }).waitFor();
  // Answered after the page's own question, which it asked before it drew that row.
  expect(await pagesInSight(page)).toBe(1);
  await other.close();
  await eventually(async () => expect(await pagesInSight(page)).toBe(0));
  await baton.whatsapp.simulate.text(newCustomer('Missed Customer'), 'A human, please').delivered;
  await eventually(async () => expect(await shown(page)).toEqual(['Missed Customer was handed to you']));
});

test('of the pages behind another window one sounds', async () => {
  const { page, context } = await openInbox(browser, baton, { path: '/settings/you' });
  await watchNotifications(page);
  await page.getByRole('button', { name: 'Turn notifications on' }).click();
  await page.getByLabel('Show the customer’s name').check();
  await page.getByLabel('Play a sound').check();
  const other = await context.newPage();
  await watchNotifications(other);
  for (const each of [page, other]) {
    await each.goto(`${baton.url}/?filter=all`);
    await each.getByRole('main').waitFor();
    await lookAway(each);
  }
  await baton.whatsapp.simulate.text(newCustomer('Loud Customer'), 'A human, please').delivered;
  const told = 'Loud Customer was handed to you';
  for (const each of [page, other]) await eventually(async () => expect(await shown(each)).toContain(told));
  const haveSounded = await Promise.all([page, other].map((each) => each.evaluate<boolean>('sounds > 0')));
  expect(haveSounded.sort()).toEqual([false, true]);
});

/** Counts what the page asks and shows, and lets a test look away, from the next page on. */
async function watchNotifications(page: Page): Promise<void> {
  await page.context().grantPermissions(['notifications'], { origin: baton.url });
  await page.addInitScript(`
    Object.assign(window, { notifications: [], asked: 0, sounds: 0, isAway: false });
    const granted = () => localStorage.getItem('permission') ?? 'default';
    Object.defineProperty(Notification, 'permission', { get: granted });
    Notification.requestPermission = async () => {
      asked += 1;
      localStorage.setItem('permission', 'granted');
      return 'granted';
    };
    const { showNotification } = ServiceWorkerRegistration.prototype;
    ServiceWorkerRegistration.prototype.showNotification = function (title, options) {
      notifications.push(title);
      return showNotification.call(this, title, options);
    };
    window.AudioContext = class extends AudioContext {
      constructor() {
        super();
        sounds += 1;
      }
    };
    // As where the push service cannot be reached: the open page alone tells.
    PushManager.prototype.subscribe = async () => {
      throw new DOMException('no push service', 'AbortError');
    };
    Object.defineProperty(document, 'visibilityState', { get: () => (isAway ? 'hidden' : 'visible') });
  `);
  await page.reload();
}

async function lookAway(page: Page): Promise<void> {
  await page.evaluate(`isAway = true; document.dispatchEvent(new Event('visibilitychange'))`);
}

/** As the pages tell one another. */
function pagesInSight(page: Page): Promise<number> {
  return page.evaluate<number>(
    `navigator.locks.query().then(({ held }) => held.filter(({ name }) => name === 'a page of Baton is in sight').length)`,
  );
}

function shown(page: Page): Promise<string[]> {
  return page.evaluate<string[]>('notifications');
}

/** What a click on the newest notification does; only the browser itself may bring a window to the front. */
async function clickNotification(page: Page): Promise<void> {
  const [worker] = page.context().serviceWorkers();
  await worker?.evaluate(`self.registration.getNotifications().then(([notification]) =>
    self.dispatchEvent(new NotificationEvent('notificationclick', { notification })))`);
}
