import type { Page } from 'playwright-core';
import type { LongContent } from './long-content';
import { altered, click, clickForDialog, emptied, more, pressForDialog, replyField, type View } from './picture-view';

const DAY_MS = 86_400_000;
const PARTS = ['handoffs', 'team', 'you', 'saved-replies', 'api-keys', 'articles'];

/** Every page and dialog, with much in it and with nothing. */
export function views(content: LongContent): View[] {
  return [...lists(), ...conversations(content), ...ofConversation(content), ...settings(), ...signIn()];
}

function lists(): View[] {
  return [
    ...['all', 'waiting', 'mine', 'ai'].map((filter) => ({ name: `list-${filter}`, path: `/?filter=${filter}` })),
    ...['all', 'waiting', 'mine', 'ai'].map((filter) => ({
      name: `list-${filter}-none`,
      path: `/?filter=${filter}`,
      stage: emptied,
    })),
    { name: 'search', path: '/?filter=all&q=lamp' },
    { name: 'search-none', path: '/?filter=all&q=zeppelin' },
    { name: 'menu-me', path: '/?filter=all', open: click(/^You: /) },
  ];
}

function conversations({ long, arabic, mine, theirs, ai, media, blocked, ana }: LongContent): View[] {
  const windowEnds = (inMs: number) =>
    altered(/\/api\/conversations\/[0-9a-f-]{36}$/, (body) => {
      body['serviceWindowEndsAt'] = new Date(Date.now() + inMs).toISOString();
    });
  const becomes = (change: (handoff: Record<string, unknown>) => void) =>
    altered(/\/api\/conversations\/[0-9a-f-]{36}$/, ({ handoff }) => change(handoff as Record<string, unknown>));
  return [
    { name: 'conversation-long', path: long },
    { name: 'conversation-long-handoff', path: long, open: unfold },
    {
      name: 'conversation-step-failed',
      path: long,
      stage: becomes(({ steps }) => {
        (steps as Record<string, unknown>)['email'] = { state: 'failed', at: null, attempts: 3, error: 'mail_bounced' };
      }),
      open: unfold,
    },
    { name: 'conversation-media', path: media },
    {
      name: 'conversation-others',
      path: ai,
      stage: altered(/\/presence$/, (body) => {
        body['teammates'] = [{ teammateId: ana, typing: true }];
      }),
    },
    { name: 'conversation-arabic', path: arabic },
    { name: 'conversation-mine', path: mine },
    { name: 'conversation-mine-above', path: mine, open: scrollUp },
    { name: 'conversation-theirs', path: theirs },
    { name: 'conversation-ai', path: ai },
    { name: 'conversation-blocked', path: blocked },
    { name: 'conversation-window-over', path: mine, stage: windowEnds(-DAY_MS), open: untilOffered },
    { name: 'conversation-window-short', path: mine, stage: windowEnds(20 * 60_000), open: untilOffered },
    { name: 'missing', path: '/conversations/00000000-0000-4000-8000-000000000000' },
  ];
}

function ofConversation({ long, arabic, mine, promised, ai }: LongContent): View[] {
  const over = altered(/\/api\/conversations\/[0-9a-f-]{36}$/, (body) => {
    body['serviceWindowEndsAt'] = new Date(Date.now() - DAY_MS).toISOString();
  });
  const templates = clickForDialog('Choose a template');
  return [
    { name: 'why', path: ai, open: clickForDialog(/^Why/) },
    { name: 'menu-more', path: ai, open: click('More actions') },
    { name: 'assign', path: long, open: assign },
    { name: 'assign-note', path: long, open: assignWithNote },
    { name: 'resolve', path: mine, open: click(/^Resolve$/) },
    { name: 'block', path: long, open: more(/^Block/) },
    { name: 'note', path: mine, open: click('Note') },
    { name: 'saved-replies-here', path: mine, open: untilSuggested },
    { name: 'attached', path: arabic, open: attach },
    { name: 'quoting', path: arabic, open: quote },
    { name: 'owed', path: promised },
    { name: 'owed-other-time', path: promised, open: clickForDialog(/^Other time/) },
    { name: 'templates', path: mine, stage: over, open: templates },
    {
      name: 'templates-none',
      path: mine,
      stage: async (page) => {
        await over(page);
        await page.route(/\/api\/templates/, (route) => route.fulfill({ json: { items: [], nextCursor: null } }));
      },
      open: templates,
    },
    {
      name: 'template',
      path: mine,
      stage: over,
      open: async (page) => {
        await templates(page);
        await page
          .getByRole('dialog')
          .getByRole('button', { name: /Conversation follow up/ })
          .first()
          .click();
      },
    },
    { name: 'help', path: mine, open: pressForDialog('?') },
    { name: 'palette', path: mine, open: pressForDialog('Control+k') },
  ];
}

function settings(): View[] {
  const at = (part: string) => `/settings/${part}`;
  return [
    ...PARTS.map((part) => ({ name: `settings-${part}`, path: at(part) })),
    ...['saved-replies', 'api-keys', 'articles'].map((part) => ({
      name: `settings-${part}-none`,
      path: at(part),
      stage: emptied,
    })),
    { name: 'settings-article-new', path: '/settings/articles?article=new' },
    { name: 'settings-article', path: at('articles'), open: (page) => page.locator('main ul a').first().click() },
    { name: 'settings-team-invite', path: at('team'), open: clickForDialog('Invite a teammate') },
    { name: 'settings-team-change', path: at('team'), open: clickForDialog(/^Change Ana/) },
    { name: 'settings-team-link', path: at('team'), open: clickForDialog(/^Sign-in link Ana/) },
    { name: 'settings-team-deactivate', path: at('team'), open: clickForDialog(/^Deactivate Ana/) },
    { name: 'settings-saved-reply-new', path: at('saved-replies'), open: clickForDialog('Save a reply') },
    { name: 'settings-saved-reply-change', path: at('saved-replies'), open: clickForDialog(/^Change/) },
    { name: 'settings-saved-reply-delete', path: at('saved-replies'), open: clickForDialog(/^Delete/) },
    { name: 'settings-api-key-new', path: at('api-keys'), open: clickForDialog('Make a key') },
    { name: 'settings-api-key-revoke', path: at('api-keys'), open: clickForDialog(/^Revoke/) },
  ];
}

function signIn(): View[] {
  const ask = async (page: Page) => {
    await page.getByLabel('Your e-mail address').fill(`${'somebody.'.repeat(4)}else@example.com`);
    await click('Send me a sign-in link')(page);
    await page.getByText('a mail is on its way').waitFor();
  };
  return [
    { name: 'sign-in', path: '/', as: 'nobody' },
    { name: 'sign-in-code', path: '/', as: 'nobody', open: ask },
    { name: 'sign-in-link', path: '/sign-in#a-token', as: 'nobody' },
    { name: 'sign-in-link-used', path: '/sign-in#a-token', as: 'nobody', open: click('Sign in') },
  ];
}

/** The card above the messages, where it is one line. */
async function unfold(page: Page): Promise<void> {
  const card = page.getByRole('region', { name: 'Handoff' }).getByRole('button').first();
  if ((await card.getAttribute('aria-expanded')) === 'false') await card.click();
}

async function untilSuggested(page: Page): Promise<void> {
  await replyField(page).fill('/');
  await page.getByRole('listbox', { name: 'Saved replies' }).waitFor();
}

const untilOffered = (page: Page) => page.getByRole('button', { name: 'Choose a template' }).waitFor();

async function scrollUp(page: Page): Promise<void> {
  await page.evaluate(`(() => {
    const messages = document.querySelector('[aria-label="Messages"]');
    messages.scrollTo(0, -messages.scrollHeight);
  })()`);
}

/** By the button, or on a phone by the menu. */
async function assign(page: Page): Promise<void> {
  const button = page.getByRole('button', { name: 'Assign', exact: true });
  if (await button.isVisible()) await button.click();
  else await more(/^Assign/)(page);
  await page.getByLabel('Assign to').waitFor();
}

async function assignWithNote(page: Page): Promise<void> {
  await assign(page);
  await clickForDialog(/^With a note/)(page);
}

async function attach(page: Page): Promise<void> {
  await page.getByTestId('files').setInputFiles([
    {
      name: 'An offer with a rather long name.pdf',
      mimeType: 'application/pdf',
      buffer: Buffer.from('%PDF-1.7 offer'),
    },
    { name: 'setup.exe', mimeType: 'application/x-msdownload', buffer: Buffer.from('MZ') },
  ]);
  await page.getByRole('list', { name: 'Attached files' }).getByText(/kB$/).waitFor();
}

async function quote(page: Page): Promise<void> {
  const message = page.getByRole('log').locator('[data-author="customer"]').last();
  await message.getByRole('button', { name: 'Reply to this' }).focus();
  await page.keyboard.press('Enter');
}
