import type { Page } from 'playwright-core';
import type { LongContent } from './long-content';
import { held, refused, replyField, type View } from './picture-view';

const alert = (page: Page) => page.getByRole('alert').first().waitFor();
const reconnecting = (page: Page) => page.getByText(/^Reconnecting/).waitFor();

/** What is on the page while something does not work, or is not allowed. */
export function states({ long, mine }: LongContent): View[] {
  return [...whileLoading(long), ...withoutNetwork(mine), ...whenRefused(long), ...notAllowed()];
}

function whileLoading(conversation: string): View[] {
  return [
    { name: 'loading-first', path: '/', stage: held(/\/api\/sign-in$/) },
    { name: 'loading-list', path: '/?filter=all', stage: held(/\/api\/conversations\?/) },
    { name: 'loading-search', path: '/?filter=all&q=lamp', stage: held(/\/api\/search/) },
    { name: 'loading-conversation', path: conversation, stage: held(/\/api\/conversations\/[0-9a-f-]{36}$/) },
    { name: 'loading-messages', path: conversation, stage: held(/\/api\/conversations\/[0-9a-f-]{36}\/messages/) },
    { name: 'loading-settings', path: '/settings/team', stage: held(/\/api\/teammates/) },
  ];
}

function withoutNetwork(conversation: string): View[] {
  return [
    {
      name: 'offline',
      path: conversation,
      open: async (page) => {
        await page.getByRole('log').locator('[data-message-id]').first().waitFor();
        await page.context().setOffline(true);
        await replyField(page).fill('This was written on the train.');
        await page.getByRole('button', { name: 'Send', exact: true }).click();
        await reconnecting(page);
      },
    },
    {
      name: 'reconnecting',
      path: '/?filter=all',
      stage: (page) => page.route(/\/api\/events/, (route) => route.abort()),
      open: reconnecting,
    },
  ];
}

function whenRefused(conversation: string): View[] {
  // A code for which nothing is tried again by itself: the same words as after the last try.
  const broken = (address: RegExp) => refused(address, 400, 'internal', 'Something went wrong on our side.');
  return [
    { name: 'broken-first', path: '/', stage: broken(/\/api\/sign-in$/), open: alert },
    { name: 'broken-list', path: '/?filter=all', stage: broken(/\/api\/conversations\?/), open: alert },
    { name: 'broken-search', path: '/?filter=all&q=lamp', stage: broken(/\/api\/search/), open: alert },
    {
      name: 'broken-conversation',
      path: conversation,
      stage: broken(/\/api\/conversations\/[0-9a-f-]{36}$/),
      open: alert,
    },
    {
      name: 'broken-messages',
      path: conversation,
      stage: broken(/\/api\/conversations\/[0-9a-f-]{36}\/messages/),
      open: alert,
    },
    { name: 'broken-settings', path: '/settings/team', stage: broken(/\/api\/teammates/), open: alert },
    {
      name: 'expired',
      path: conversation,
      stage: refused(/\/api\/conversations/, 401, 'unauthenticated', 'Sign in first.'),
      open: (page) => page.getByRole('heading', { name: 'Sign in to Baton' }).waitFor(),
    },
  ];
}

function notAllowed(): View[] {
  return [
    ...['handoffs', 'team', 'api-keys', 'articles', 'saved-replies'].map((part): View => ({
      name: `teammate-${part}`,
      path: `/settings/${part}`,
      as: 'teammate',
    })),
    { name: 'teammate-article', path: '/settings/articles?article=new', as: 'teammate' },
  ];
}
