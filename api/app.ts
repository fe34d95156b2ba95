import compression from 'compression';
import express, { type Express, type Router } from 'express';
import { accountEvents } from './account-events';
import { agentPreview } from './agent-preview';
import { apiKeys } from './api-keys';
import { articles } from './articles';
import { attachments } from './attachments';
import { block } from './block';
import { commands } from './commands';
import { conversations } from './conversations';
import { decisionSettings } from './decision-settings';
import type { ApiContext, ApiDependencies } from './dependencies';
import { docs } from './docs';
import { events } from './events';
import { health } from './health';
import { inboxPage } from './inbox-page';
import { me } from './me';
import { media } from './media';
import { messages } from './messages';
import { notes } from './notes';
import { createMetrics, metricsPage, type Metrics } from './metrics';
import { onCall } from './on-call';
import { owed } from './owed';
import { presence } from './presence';
import { problems } from './problems';
import { push } from './push';
import { requestLog } from './request-log';
import { savedReplies } from './saved-replies';
import { search } from './search';
import { securityHeaders } from './security-headers';
import { seen } from './seen';
import { sessions } from './session';
import { settings } from './settings';
import { signIn } from './sign-in';
import { teammates } from './teammates';
import { templates } from './templates';
import { unansweredQuestions } from './unanswered-questions';
import { undoClosing } from './undo-closing';
import { unmatched } from './unmatched';
import { resendWebhook } from './webhook-resend';
import { whatsAppWebhook } from './webhook-whatsapp';
import { why } from './why';

/** The HTTP side of Baton: webhooks, the inbox's API, and what operators look at. Starts nothing and needs no Temporal. */
export function createApi(dependencies: ApiDependencies, metrics: Metrics = createMetrics(dependencies)): Express {
  const context: ApiContext = { ...dependencies, metrics };
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag'); // nothing here may be cached
  app.set('trust proxy', context.signIn.trustedProxies);
  app.use(requestLog(context));
  app.use(securityHeaders());
  app.use(compression());
  app.use('/api', sessions(context));
  app.use(...routers(context));
  app.use(unmatched);
  app.use(problems(context.log));
  return app;
}

/** Every route, one router per noun or webhook. */
export function routers(context: ApiContext): Router[] {
  return [
    whatsAppWebhook,
    resendWebhook,
    conversations,
    messages,
    attachments,
    templates,
    notes,
    commands,
    owed,
    block,
    undoClosing,
    events,
    seen,
    presence,
    search,
    why,
    media,
    teammates,
    signIn,
    me,
    push,
    settings,
    decisionSettings,
    onCall,
    articles,
    agentPreview,
    unansweredQuestions,
    savedReplies,
    apiKeys,
    accountEvents,
    health,
    metricsPage,
    docs,
    inboxPage,
  ].map((noun) => noun(context));
}
