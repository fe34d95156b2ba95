import { Router } from 'express';
import { z } from 'zod';

/**
 * Where the one link of a handoff mail leads until the inbox takes this address: how to read and answer this conversation
 * through the API. It tells nothing about the conversation, so it needs no sign-in.
 */
export function conversationPage(): Router {
  const router = Router();
  router.get('/conversations/:id', (req, res, next) => {
    const id = z.uuid().safeParse(req.params.id);
    if (!id.success) {
      next();
      return;
    }
    res.type('text/html').send(page(id.data));
  });
  return router;
}

function page(id: string): string {
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width" />
    <title>Conversation - Baton</title>
    <link rel="icon" href="data:," />
  </head>
  <body>
    <h1>A customer waits for you</h1>
    <p>Answer through the API, with your key in <code>Authorization: Bearer</code>. The id of this conversation:</p>
    <p><code>${id}</code></p>
    <ul>
      <li>read: <code>GET /api/conversations/ID/messages</code></li>
      <li>answer: <code>POST /api/conversations/ID/messages</code></li>
      <li>done: <code>POST /api/conversations/ID/resolve</code></li>
    </ul>
    <p><a href="/api/docs">All routes, to try here</a></p>
  </body>
</html>
`;
}
