import { LLMock } from '@copilotkit/aimock';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { ModelDecision } from '../../../agent/model/decision-schema';
import { createModelAgent, type ModelAgentOptions } from '../../../agent/model-agent';
import { createArticleIndex } from '../../../agent/retrieval/article-index';
import demoArticles from '../../../agent/demo-articles.json';

export type Api = 'chat' | 'responses';

/** Short enough for a test to wait for; the product's are 20 s and 40 s. */
const TIMINGS = { attemptMs: 2_000, totalMs: 4_000, backOffMs: 10 };

/** A decision as a well-behaved model writes it. */
export function decision(rest: Partial<ModelDecision>): ModelDecision {
  return {
    action: 'answer',
    reason: null,
    evidence: null,
    reply: 'You have 30 days from delivery to send it back.',
    citedArticleIds: ['returns'],
    language: 'en',
    summary: null,
    query: null,
    ...rest,
  };
}

/** A text as the API answers it. */
function wrapped(api: Api, text: string): unknown {
  return api === 'chat'
    ? { choices: [{ finish_reason: 'stop', message: { content: text } }] }
    : { status: 'completed', output: [{ type: 'message', content: [{ type: 'output_text', text }] }] };
}

/** An OpenAI-compatible server on loopback, and agents that talk to it through the real client. */
export async function startModelStandIn() {
  const server = new LLMock({ port: 0, host: '127.0.0.1', logLevel: 'silent' });
  let raw: (request: IncomingMessage, response: ServerResponse) => void = () => undefined;
  server.mount('/raw', {
    handleRequest: (request, response) => {
      raw(request, response);
      return Promise.resolve(true);
    },
  });
  await server.start();
  const index = createArticleIndex(demoArticles);

  const agent = (api: Api, path: string, rest: Partial<ModelAgentOptions> = {}) =>
    createModelAgent({
      apiKey: 'test',
      baseUrl: `${server.url}${path}/v1`,
      api,
      model: 'gpt-test',
      index: () => index,
      timings: TIMINGS,
      ...rest,
    });

  return {
    server,
    /** Talks to fixtures set with `says`. */
    agent: (api: Api, rest: Partial<ModelAgentOptions> = {}) => agent(api, '', rest),
    /** Talks to the function set with `answersRaw`, for answers that no well-behaved server gives. */
    rawAgent: (api: Api, rest: Partial<ModelAgentOptions> = {}) => agent(api, '/raw', rest),
    answersRaw: (answer: typeof raw) => {
      raw = answer;
    },
    /** From now on a request to `rawAgent` gets what this makes of its body: a decision, or a status that refuses it. */
    reads: (api: Api, answer: (body: string) => ModelDecision | number) => {
      const bodies: string[] = [];
      raw = (request, response) => {
        const chunks: Buffer[] = [];
        request.on('data', (chunk: Buffer) => chunks.push(chunk));
        request.on('end', () => {
          const body = Buffer.concat(chunks).toString();
          bodies.push(body);
          const said = answer(body);
          const [status, json] =
            typeof said === 'number'
              ? [said, { error: { message: 'refused' } }]
              : [200, wrapped(api, JSON.stringify(said))];
          response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(json));
        });
      };
      return bodies;
    },
    /** From now on every request gets these texts in turn, the last one again and again. */
    says: (...texts: (string | ModelDecision)[]) => {
      const contents = texts.map((text) => (typeof text === 'string' ? text : JSON.stringify(text)));
      let next = 0;
      server.clearFixtures();
      server.clearRequests();
      server.on({ predicate: () => true }, () => ({ content: contents[Math.min(next++, contents.length - 1)] ?? '' }));
    },
    requests: () => server.getRequests().map((entry) => entry.body),
    stop: () => server.stop(),
  };
}

export type ModelStandIn = Awaited<ReturnType<typeof startModelStandIn>>;
