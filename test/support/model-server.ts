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
  /** The pictures that went with it, as data URLs. */
  pictures: string[];
}

export interface ModelServer {
  /** What makes the product use it. */
  env: Record<string, string>;
  calls: ModelCall[];
  /** What it hears in every sound file from now on; a promise holds the answer back, null is a failure. */
  hears: (text: string | null | Promise<string>) => void;
  /** From now on calls are answered by this; a promise holds the answer back. */
  answers: (answer: (call: ModelCall) => Partial<ModelDecision> | Promise<Partial<ModelDecision>>) => void;
  /** What it tells a teammate of every handoff from now on; null is a failure, which is how it begins. */
  summarises: (summary: Told | null | Promise<Told>) => void;
  stop: () => Promise<void>;
}

interface Told {
  wants: string;
  tried: string | null;
  known: string | null;
  mood: 'calm' | 'annoyed' | 'angry';
}

const Part = z.union([
  z.object({ type: z.literal('text'), text: z.string() }),
  z.object({ type: z.literal('image_url'), image_url: z.object({ url: z.string() }) }),
]);
const Content = z.union([z.string().transform((text) => [{ type: 'text' as const, text }]), z.array(Part)]);
const Request = z.object({ messages: z.array(z.object({ role: z.string(), content: Content })) });
const Input = z.union([
  z.object({ customerMessages: z.array(z.object({ text: z.string() })) }),
  z.object({ writeIn: z.string() }),
]);

/** A model on loopback that speaks the chat completions API and is as slow as the test wants. */
export async function startModelServer(): Promise<ModelServer> {
  const calls: ModelCall[] = [];
  let answerTo: Parameters<ModelServer['answers']>[0] = ({ asked }) => ({ reply: `About "${asked}": yes.` });
  let told: Parameters<ModelServer['summarises']>[0] = null;
  let heard: Parameters<ModelServer['hears']>[0] = null;
  const server = createServer((request, response) => {
    void (async () => {
      if (request.url?.endsWith('/audio/transcriptions') === true) {
        request.resume();
        const text = await heard;
        response.writeHead(text === null ? 400 : 200, { 'content-type': 'application/json' });
        response.end(JSON.stringify({ text }));
        return;
      }
      const call = await readCall(request);
      if (call !== null) calls.push(call);
      const said = call === null ? await told : { ...SMALL_TALK, ...(await answerTo(call)) };
      const content = JSON.stringify(said);
      response.setHeader('content-type', 'application/json');
      const usage = { prompt_tokens: 1_000, completion_tokens: 100 };
      response.end(JSON.stringify({ choices: [{ finish_reason: 'stop', message: { content } }], usage }));
    })();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    env: { OPENAI_API_KEY: 'test', OPENAI_BASE_URL: `http://127.0.0.1:${port}/v1`, OPENAI_API: 'chat' },
    calls,
    summarises: (summary) => {
      told = summary;
    },
    hears: (text) => {
      heard = text;
    },
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
  query: null,
};

/** What a turn asks; null when a handoff is to be summarised. */
async function readCall(request: IncomingMessage): Promise<ModelCall | null> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const { messages } = Request.parse(JSON.parse(Buffer.concat(chunks).toString()));
  const parts = messages.at(-1)?.content ?? [];
  const input = parts.map((part) => (part.type === 'text' ? part.text : '')).join('');
  const pictures = parts.flatMap((part) => (part.type === 'image_url' ? [part.image_url.url] : []));
  const data = Input.parse(JSON.parse(input));
  if (!('customerMessages' in data)) return null;
  return { input, pictures, asked: data.customerMessages.map(({ text }) => text).join('\n') };
}
