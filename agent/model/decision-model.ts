import type { SeenMedia } from '../contract';

/** What the model is asked: fixed instructions, then the turn's data as one JSON document. */
export interface ModelRequest {
  instructions: string;
  input: string;
  /** Files that belong to the data, in the order in which it names them. */
  media: readonly SeenMedia[];
  /** Most tokens the answer may have, thinking included. */
  maxOutputTokens: number;
  /** A JSON schema (draft 7) the answer must follow. */
  schema: Record<string, unknown>;
}

/** What a provider is paid for: tokens read and tokens written, thinking included, as it counted them. */
export interface Tokens {
  input: number;
  output: number;
}

/** How a call ended when the provider answered. Everything else is thrown by the client. */
export type ModelAnswer = (
  | { kind: 'text'; text: string; requestId: string | null }
  | { kind: 'refusal' }
  | { kind: 'truncated' }
  | { kind: 'filtered' }
  /** The provider answered 200 with a shape that holds no answer, or says that it failed. */
  | { kind: 'unusable' }
) & { tokens: Tokens };

/** One provider's wire format. Stateless: nothing is stored at the provider, nothing remembered here. */
export interface DecisionModel {
  /** @throws what the client throws; the caller sorts it out by `modelFailure`. */
  ask(request: ModelRequest, signal: AbortSignal): Promise<ModelAnswer>;
}
