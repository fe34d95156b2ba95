import compression from 'compression';
import express, { type Express, type Router } from 'express';
import { accountEvents } from './account-events';
import { apiKeys } from './api-keys';
import { articles } from './articles';
import { commands } from './commands';
import { conversationPage } from './conversation-page';
import { conversations } from './conversations';
import type { ApiContext, ApiDependencies } from './dependencies';
import { docs } from './docs';
import { health } from './health';
import { me } from './me';
import { media } from './media';
import { messages } from './messages';
import { createMetrics, metricsPage } from './metrics';
import { onCall } from './on-call';
import { problems } from './problems';
import { requestLog } from './request-log';
import { securityHeaders } from './security-headers';
import { settings } from './settings';
import { teammates } from './teammates';
import { unmatched } from './unmatched';
import { resendWebhook } from './webhook-resend';
import { whatsAppWebhook } from './webhook-whatsapp';

/** The HTTP side of Baton: webhooks, the inbox's API, and what operators look at. Starts nothing and needs no Temporal. */
export function createApi(dependencies: ApiDependencies): Express {
  const context: ApiContext = { ...dependencies, metrics: createMetrics(dependencies.db) };
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag'); // nothing here may be cached
  app.use(requestLog(context));
  app.use(securityHeaders());
  app.use(compression());
  app.use(...routers(context));
  app.get('/', (_req, res) => {
    res.json({ name: 'Baton', docs: '/api/docs' });
  });
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
    commands,
    media,
    teammates,
    me,
    settings,
    onCall,
    articles,
    apiKeys,
    accountEvents,
    health,
    metricsPage,
    docs,
    conversationPage,
  ].map((noun) => noun(context));
}
