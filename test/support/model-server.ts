import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { z } from 'zod';
import type { ModelDecision } from '../../agent/model/decision-schema';

/** One call of the model: what it was shown. */
interface ModelCall {
  /** The customer's messages of this turn, a line each. */
  asked: string;
  /** All that was sent as data. */
  input: string;
}

export interface ModelServer {
  /** What makes the product use it. */
  env: Record<string, string>;
  calls: ModelCall[];
  /** From now on calls are answered by this; a promise holds the answer back. */
  answers: (answer: (call: ModelCall) => Partial<ModelDecision> | Promise<Partial<ModelDecision>>) => void;
  stop: () => Promise<void>;
}

const Request = z.object({ messages: z.array(z.object({ role: z.string(), content: z.string() })) });
const Input = z.object({ customerMessages: z.array(z.object({ text: z.string() })) });

/** A model on loopback that speaks the chat completions API and is as slow as the test wants. */
export async function startModelServer(): Promise<ModelServer> {
  const calls: ModelCall[] = [];
  let answerTo: Parameters<ModelServer['answers']>[0] = ({ asked }) => ({ reply: `About "${asked}": yes.` });
  const server = createServer((request, response) => {
    void (async () => {
      const call = await readCall(request);
      calls.push(call);
      const content = JSON.stringify({ ...SMALL_TALK, ...(await answerTo(call)) });
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify({ choices: [{ finish_reason: 'stop', message: { content } }] }));
    })();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    env: { OPENAI_API_KEY: 'test', OPENAI_BASE_URL: `http://127.0.0.1:${port}/v1`, OPENAI_API: 'chat' },
    calls,
    answers: (answer) => {
      answerTo = answer;
    },
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** A reply that needs no article. */
const SMALL_TALK: ModelDecision = {
  action: 'small_talk',
  reason: null,
  evidence: null,
  reply: 'Yes.',
  citedArticleIds: [],
  language: 'en',
  summary: null,
};

async function readCall(request: IncomingMessage): Promise<ModelCall> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const { messages } = Request.parse(JSON.parse(Buffer.concat(chunks).toString()));
  const input = messages.at(-1)?.content ?? '';
  const { customerMessages } = Input.parse(JSON.parse(input));
  return { input, asked: customerMessages.map(({ text }) => text).join('\n') };
}
