import { ACCOUNT_EVENT_OPERATIONS } from './account-event';
import { AGENT_PREVIEW_OPERATIONS } from './agent-preview';
import { API_KEY_OPERATIONS } from './api-key';
import { ARTICLE_OPERATIONS } from './article';
import { ATTACHMENT_OPERATIONS } from './attachment';
import { BLOCK_OPERATIONS } from './block';
import { COMMAND_OPERATIONS } from './command';
import { CONVERSATION_OPERATIONS } from './conversation';
import { DECISION_SETTINGS_OPERATIONS } from './decision-settings';
import { EVENT_OPERATIONS } from './event';
import { HEALTH_OPERATIONS } from './health';
import { MESSAGE_OPERATIONS } from './message';
import { NOTE_OPERATIONS } from './note';
import type { Operation } from './operation';
import { PUSH_OPERATIONS } from './push';
import { OWED_OPERATIONS } from './owed';
import { PRESENCE_OPERATIONS } from './presence';
import { SAVED_REPLY_OPERATIONS } from './saved-reply';
import { SEARCH_OPERATIONS } from './search';
import { SETTINGS_OPERATIONS } from './settings';
import { SIGN_IN_OPERATIONS } from './sign-in';
import { TEAMMATE_OPERATIONS } from './teammate';
import { TEMPLATE_OPERATIONS } from './template';
import { UNANSWERED_QUESTION_OPERATIONS } from './unanswered-question';
import { UNDO_CLOSING_OPERATIONS } from './undo-closing';
import { WEBHOOK_OPERATIONS } from './webhook';
import { WHY_OPERATIONS } from './why';

/** Every route of the API, in the order of the document. */
export const OPERATIONS: readonly Operation[] = [
  ...CONVERSATION_OPERATIONS,
  ...MESSAGE_OPERATIONS,
  ...ATTACHMENT_OPERATIONS,
  ...TEMPLATE_OPERATIONS,
  ...NOTE_OPERATIONS,
  ...WHY_OPERATIONS,
  ...COMMAND_OPERATIONS,
  ...OWED_OPERATIONS,
  ...BLOCK_OPERATIONS,
  ...UNDO_CLOSING_OPERATIONS,
  ...SEARCH_OPERATIONS,
  ...EVENT_OPERATIONS,
  ...PRESENCE_OPERATIONS,
  ...SIGN_IN_OPERATIONS,
  ...PUSH_OPERATIONS,
  ...TEAMMATE_OPERATIONS,
  ...SETTINGS_OPERATIONS,
  ...DECISION_SETTINGS_OPERATIONS,
  ...ARTICLE_OPERATIONS,
  ...AGENT_PREVIEW_OPERATIONS,
  ...UNANSWERED_QUESTION_OPERATIONS,
  ...SAVED_REPLY_OPERATIONS,
  ...API_KEY_OPERATIONS,
  ...ACCOUNT_EVENT_OPERATIONS,
  ...WEBHOOK_OPERATIONS,
  ...HEALTH_OPERATIONS,
];
