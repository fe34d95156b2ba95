import express, { type Express } from 'express';
import type { ApiContext } from './dependencies';
import { health } from './health';
import { HttpProblem } from './http-problem';
import { metricsPage } from './metrics';
import { problems } from './problems';

/** What operators look at, for a port of its own: the only one that a worker without an api has. */
export function createOperatorsApi(context: Pick<ApiContext, 'db' | 'temporalHealth' | 'metrics' | 'log'>): Express {
  const app = express();
  app.disable('x-powered-by');
  app.use(health(context), metricsPage(context));
  app.use(() => {
    throw new HttpProblem('not_found', 'Here are /healthz, /readyz and /metrics alone.');
  });
  app.use(problems(context.log));
  return app;
}
