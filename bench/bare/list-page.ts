import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';

export interface ListPage {
  url: string;
  stop: () => Promise<void>;
}

/** The least that shows a teammate the same conversations: the same list of the API, as plain links in one page without a script. */
export async function startListPage(apiUrl: string, cookie: string): Promise<ListPage> {
  const server = createServer((_request, response) => {
    void namesOf(apiUrl, cookie).then((names) => {
      response.setHeader('content-type', 'text/html; charset=utf-8');
      response.end(
        `<!doctype html><title>List</title>${names.map((name) => `<p><a href="#">${name}</a></p>`).join('')}`,
      );
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

async function namesOf(apiUrl: string, cookie: string): Promise<string[]> {
  const answer = await fetch(`${apiUrl}/api/conversations?filter=all`, { headers: { cookie } });
  const { items } = (await answer.json()) as { items: { customer: { name: string | null } }[] };
  return items.map(({ customer }) => customer.name ?? 'unknown');
}
