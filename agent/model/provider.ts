import OpenAI from 'openai';

/** Where models are asked, and by which key. */
export interface Provider {
  apiKey: string;
  /** Ends in "/v1", as OpenAI's does. */
  baseUrl: string;
}

/** Whether this is OpenAI itself, which has what a compatible server may lack. */
export function isOpenAi(baseUrl: string): boolean {
  return URL.canParse(baseUrl) && new URL(baseUrl).hostname === 'api.openai.com';
}

/** The client of a provider. Texts are never logged. */
export function createClient({ apiKey, baseUrl }: Provider, timeoutMs: number): OpenAI {
  // Attempts are counted in one place; the client's own retries would hide them and outlast the turn.
  return new OpenAI({ apiKey, baseURL: baseUrl, maxRetries: 0, timeout: timeoutMs, logLevel: 'off' });
}
