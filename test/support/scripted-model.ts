import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A call that is not answered until the test says so. */
export interface HeldCall {
  /** Resolves when the model has been asked. */
  asked: Promise<void>;
  /** Resolves when the caller has closed the connection without an answer. */
  abandoned: Promise<void>;
  answer: () => void;
}

export interface ScriptedModel {
  /** What makes the product use it. */
  env: Record<string, string>;
  calls: () => number;
  /** The words of every answer from now on. */
  says: (reply: string) => void;
  /** The next call is refused with this status, in these words. */
  fails: (status: number, words: string) => void;
  /** The next call is held. */
  holds: () => HeldCall;
  stop: () => Promise<void>;
}

/** A model behind OpenAI's chat API that fails and hangs as told. */
export async function startScriptedModel(): Promise<ScriptedModel> {
  let reply = 'Yes.';
  let calls = 0;
  const failures: { status: number; words: string }[] = [];
  const holds: ((request: IncomingMessage, answer: () => void) => void)[] = [];

  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => turn(request, response, body));
  });

  function turn(request: IncomingMessage, response: ServerResponse, body: string): void {
    // A handoff that is to be put into words for its mail is no turn: what is stored already stays.
    if (body.includes('writeIn')) {
      send(response, 400, { error: { message: 'no summary' } });
      return;
    }
    calls++;
    const failure = failures.shift();
    if (failure !== undefined) {
      const { status, words } = failure;
      send(response, status, { error: { message: words, type: words, code: words, param: words } });
      return;
    }
    const answer = () => send(response, 200, completion(reply));
    const hold = holds.shift();
    if (hold === undefined) answer();
    else hold(request, answer);
  }
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;

  return {
    env: { OPENAI_API_KEY: 'test', OPENAI_BASE_URL: `http://127.0.0.1:${port}/v1`, OPENAI_API: 'chat' },
    calls: () => calls,
    says: (words) => {
      reply = words;
    },
    fails: (status, words) => {
      failures.push({ status, words });
    },
    holds: () => {
      let release: (() => void) | null = null;
      const asked = new Promise<IncomingMessage>((resolve) => {
        holds.push((request, answer) => {
          release = answer;
          resolve(request);
        });
      });
      const abandoned = asked.then(async ({ socket }) => {
        if (!socket.destroyed) await once(socket, 'close');
      });
      return { asked: asked.then(() => undefined), abandoned, answer: () => release?.() };
    },
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/** Small talk needs no article. */
function completion(reply: string): unknown {
  const decision = {
    action: 'small_talk',
    reason: null,
    evidence: null,
    reply,
    citedArticleIds: [],
    language: 'en',
    summary: null,
    query: null,
  };
  return { choices: [{ finish_reason: 'stop', message: { role: 'assistant', content: JSON.stringify(decision) } }] };
}

function send(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}
