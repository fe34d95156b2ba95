import type { Request } from 'express';
import { HttpProblem } from './http-problem';

/** Reads only. */
export function isSafe({ method }: Request): boolean {
  return method === 'GET' || method === 'HEAD';
}

/**
 * Whether a page of ours made this request. Browsers say so in Sec-Fetch-Site; those that send none (plain http, old
 * ones) name the page's origin. No script of another site can set either.
 */
export function isOurs(req: Request, publicUrl: string): boolean {
  const site = req.get('sec-fetch-site');
  if (site !== undefined) return site === 'same-origin';
  const origin = req.get('origin');
  return origin === `${req.protocol}://${req.get('host') ?? ''}` || origin === new URL(publicUrl).origin;
}

/**
 * For routes that need no cookie but give one: another site must not sign anybody in.
 * @throws `cross_site` when a browser says that the request is not of a page of ours; a program says nothing.
 */
export function refuseOtherSites(req: Request, publicUrl: string): void {
  const isFromBrowser = req.get('sec-fetch-site') !== undefined || req.get('origin') !== undefined;
  if (isFromBrowser && !isOurs(req, publicUrl)) throw crossSite();
}

export function crossSite(): HttpProblem {
  return new HttpProblem('cross_site', 'Send this from a page of this address, or with a key.');
}
