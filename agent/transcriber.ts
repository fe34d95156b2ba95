import type { AgentUnavailableCode } from './agent-unavailable';

/** A file as it is judged before a model hears it: its type may carry parameters; size in bytes. */
export interface SoundFile {
  mimeType: string;
  size: number;
  /** How long it sounds; null where its header does not say. */
  lengthMs: number | null;
}

/** What a model heard, or why there is nothing to read. `silent`: no words were in it. Codes are safe to store. */
export type Heard = { kind: 'text'; text: string } | { kind: 'failed'; code: 'silent' | AgentUnavailableCode };

/** Writes down what is said in voice notes. */
export interface Transcriber {
  /** Whether its type, size and length are within what is listened to. */
  takes: (file: SoundFile) => boolean;
  /** Rejects only with the signal's reason after an abort. */
  transcribe: (
    file: { mimeType: string; bytes: Uint8Array<ArrayBuffer> },
    options: { signal: AbortSignal },
  ) => Promise<Heard>;
}
