import { toFile } from 'openai';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import type { Heard, Transcriber } from '../transcriber';
import { modelFailure } from './model-failure';
import { createClient, type Provider } from './provider';
import { storableText } from './storable-text';

/** For sound that does not say how long it lasts. OpenAI takes 25 MB. */
const MOST_BYTES = 8 * 1024 * 1024;

/** A longer one is written down later than a customer waits, and is no question: they are asked for a few words instead. */
const LONGEST_MS = 5 * 60_000;

/** The file's ending tells the server its type. Source: OpenAI API reference, "Create transcription". */
const ENDINGS: Readonly<Record<string, string>> = {
  'audio/ogg': 'ogg',
  'audio/opus': 'ogg',
  'audio/mpeg': 'mp3',
  'audio/mp3': 'mp3',
  'audio/mp4': 'm4a',
  'audio/x-m4a': 'm4a',
  'audio/wav': 'wav',
  'audio/webm': 'webm',
};

/** Longest transcript kept, in characters: more is no question. */
const LONGEST = 10_000;

const Transcription = z.object({ text: z.string() });

export interface TranscriberOptions extends Provider {
  model: string;
  timings?: { attemptMs: number; backOffMs: number };
}

/**
 * Transcription by a model of OpenAI or of a server that speaks the same. At most two attempts, each bounded; the second
 * only after a failure that may pass.
 */
export function createTranscriber(options: TranscriberOptions): Transcriber {
  const { attemptMs, backOffMs } = options.timings ?? { attemptMs: 15_000, backOffMs: 500 };
  const client = createClient(options, attemptMs);

  async function attempt(file: File, signal: AbortSignal): Promise<Heard | { kind: 'again'; failed: Heard }> {
    signal.throwIfAborted();
    // The client's own timeout ends with the headers.
    const timeout = AbortSignal.timeout(attemptMs);
    try {
      const answer: unknown = await client.audio.transcriptions.create(
        { file, model: options.model, response_format: 'json' },
        { signal: AbortSignal.any([signal, timeout]) },
      );
      return heard(answer);
    } catch (error) {
      signal.throwIfAborted();
      const { unavailable, retryable } = modelFailure(error, timeout.aborted);
      const failed = { kind: 'failed', code: unavailable.code } as const;
      return retryable ? { kind: 'again', failed } : failed;
    }
  }

  return {
    takes: ({ mimeType, size, lengthMs }) =>
      size > 0 && size <= MOST_BYTES && (lengthMs ?? 0) <= LONGEST_MS && essence(mimeType) in ENDINGS,
    transcribe: async ({ mimeType, bytes }, { signal }) => {
      const type = essence(mimeType);
      const file = await toFile(bytes, `voice.${ENDINGS[type] ?? 'ogg'}`, { type });
      const first = await attempt(file, signal);
      if (first.kind !== 'again') return first;
      await sleep(backOffMs, undefined, { signal }).catch(() => signal.throwIfAborted());
      const second = await attempt(file, signal);
      return second.kind === 'again' ? second.failed : second;
    },
  };
}

function heard(answer: unknown): Heard {
  const parsed = Transcription.safeParse(answer);
  if (!parsed.success) return { kind: 'failed', code: 'model_error' };
  const text = storableText(parsed.data.text.slice(0, LONGEST)).trim();
  return text === '' ? { kind: 'failed', code: 'silent' } : { kind: 'text', text };
}

/** `audio/ogg; codecs=opus` without its parameters, in lower case. */
function essence(mimeType: string): string {
  return mimeType.split(';', 1)[0]?.trim().toLowerCase() ?? '';
}
