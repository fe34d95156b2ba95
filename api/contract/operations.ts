import { ACCOUNT_EVENT_OPERATIONS } from './account-event';
import { API_KEY_OPERATIONS } from './api-key';
import { ARTICLE_OPERATIONS } from './article';
import { COMMAND_OPERATIONS } from './command';
import { CONVERSATION_OPERATIONS } from './conversation';
import { HEALTH_OPERATIONS } from './health';
import { MESSAGE_OPERATIONS } from './message';
import type { Operation } from './operation';
import { SETTINGS_OPERATIONS } from './settings';
import { TEAMMATE_OPERATIONS } from './teammate';
import { WEBHOOK_OPERATIONS } from './webhook';

/** Every route of the API, in the order of the document. */
export const OPERATIONS: readonly Operation[] = [
  ...CONVERSATION_OPERATIONS,
  ...MESSAGE_OPERATIONS,
  ...COMMAND_OPERATIONS,
  ...TEAMMATE_OPERATIONS,
  ...SETTINGS_OPERATIONS,
  ...ARTICLE_OPERATIONS,
  ...API_KEY_OPERATIONS,
  ...ACCOUNT_EVENT_OPERATIONS,
  ...WEBHOOK_OPERATIONS,
  ...HEALTH_OPERATIONS,
];
