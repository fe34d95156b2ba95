import path from 'node:path';
import { Router } from 'express';
import type { ApiContext } from './dependencies';
import { openApiDocument } from './openapi';

const PAGE = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <title>Baton API</title>
    <link rel="icon" href="data:," />
    <link rel="stylesheet" href="/api/docs/swagger-ui.css" />
  </head>
  <body>
    <div id="swagger-ui"></div>
    <script src="/api/docs/swagger-ui-bundle.js"></script>
    <script src="/api/docs/start.js"></script>
  </body>
</html>
`;

/** In a file of its own: the page's policy allows no script inside it. */
const START = `SwaggerUIBundle({ url: '/api/openapi.json', dom_id: '#swagger-ui' });\n`;

/** The OpenAPI document and a page for it, served by ourselves: the page loads nothing from elsewhere. */
export function docs({ publicUrl }: ApiContext): Router {
  const router = Router();
  let document: ReturnType<typeof openApiDocument> | undefined;
  const folder = path.dirname(require.resolve('swagger-ui-dist/package.json'));

  router.get('/api/openapi.json', (_req, res) => {
    // Not at the start: an api restarted in an outage answers webhooks that much sooner.
    document ??= openApiDocument(publicUrl);
    res.json(document);
  });
  router.get('/api/docs', (_req, res) => {
    res.type('text/html').send(PAGE);
  });
  router.get('/api/docs/start.js', (_req, res) => {
    res.type('text/javascript').send(START);
  });
  for (const file of ['swagger-ui.css', 'swagger-ui-bundle.js'])
    router.get(`/api/docs/${file}`, (_req, res) => {
      res.sendFile(path.join(folder, file));
    });
  return router;
}
