import path from 'node:path';
import type { Made } from '../../roles/product';
import { environment } from './environment';

/** Where the api finds the inbox page, built once for all test files. */
export const INBOX_FOLDER = path.resolve(__dirname, '../../dist/inbox');

/** What `startProduct` takes beside the configuration: bundle and page were made once for all test files. */
export function made(): Made {
  return { workflows: { workflowBundle: { codePath: environment('BUNDLE') } }, inboxFolder: INBOX_FOLDER };
}
