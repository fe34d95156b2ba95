import { eventually } from '../support/eventually';
import { json, type Answer } from './answer';
import type { ApiUnderTest } from './api-under-test';

type Options = { body?: unknown; headers?: Record<string, string | null> };

/** Calls the api as a page of ours does in a browser: with the cookie that it was given, and saying where it comes from. */
export interface PageClient {
  /** `name=value`, or empty. */
  cookie: string;
  /** The last `Set-Cookie`, with its attributes. */
  setCookie: string | null;
  /** A header that is null is not sent. */
  call: (method: string, path: string, options?: Options) => Promise<Answer>;
}

export function pageClient(url: string, from = '127.0.0.1'): PageClient {
  const page: PageClient = {
    cookie: '',
    setCookie: null,
    call: async (method, path, { body, headers = {} } = {}) => {
      const sent = Object.entries({
        'sec-fetch-site': 'same-origin',
        'x-forwarded-for': from,
        cookie: page.cookie === '' ? null : page.cookie,
        'content-type': body === undefined ? null : 'application/json',
        ...headers,
      }).flatMap(([name, value]) => (value === null ? [] : [[name, value] as [string, string]]));
      const response = await fetch(url + path, {
        method,
        headers: sent,
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      page.setCookie = response.headers.get('set-cookie');
      if (page.setCookie !== null) page.cookie = /^[^;]*/.exec(page.setCookie)?.[0] ?? '';
      return json(response);
    },
  };
  return page;
}

let networks = 0;

/** A page in a network of its own, so that what others asked for counts against them. */
export function newPage(api: ApiUnderTest): PageClient {
  networks++;
  return pageClient(api.url, `10.0.${Math.floor(networks / 250)}.${(networks % 250) + 1}`);
}

export interface ReceivedSignIn {
  link: string;
  token: string;
  code: string;
}

/** Asks for a mail and waits until it has come. */
export async function askForMail(api: ApiUnderTest, email: string, next?: string): Promise<ReceivedSignIn> {
  const before = mailsTo(api, email).length;
  const { status } = await newPage(api).call('POST', '/api/sign-in', { body: { email, next } });
  if (status !== 204) throw new Error(`asking for a mail was answered with ${status}`);
  return nextMail(api, email, before);
}

/** The mail to this address after the first `before` ones. */
export async function nextMail(api: ApiUnderTest, email: string, before: number): Promise<ReceivedSignIn> {
  return eventually(() => {
    const mail = mailsTo(api, email)[before];
    const link = /https:\/\/baton\.example\/sign-in\S*/.exec(mail?.text ?? '')?.[0];
    if (mail === undefined || link === undefined) throw new Error('no mail yet');
    return { link, token: tokenOf(link), code: /\b\d{6}\b/.exec(mail.subject)?.[0] ?? '' };
  });
}

export function mailsTo(api: ApiUnderTest, email: string) {
  return api.mail.emails().filter(({ to }) => to.some((address) => address.toLowerCase() === email.toLowerCase()));
}

export function tokenOf(link: string): string {
  return new URL(link).hash.slice(1);
}

/** A page in which this teammate has signed in by link. */
export async function signedIn(api: ApiUnderTest, email: string): Promise<PageClient> {
  const page = newPage(api);
  const { token } = await askForMail(api, email);
  const { status } = await page.call('POST', '/api/sign-in/redeem', { body: { token } });
  if (status !== 200) throw new Error(`redeeming was answered with ${status}`);
  return page;
}
