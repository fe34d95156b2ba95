import { randomUUID } from 'node:crypto';

export interface ApiAnswer {
  status: number;
  headers: Headers;
  // Tests look into bodies by name; a wrong name is a failing expectation.
  body: Record<string, unknown> & { items?: Record<string, unknown>[] };
}

export interface ApiClient {
  get: (path: string) => Promise<ApiAnswer>;
  send: (method: 'POST' | 'PUT' | 'PATCH' | 'DELETE', path: string, body?: unknown) => Promise<ApiAnswer>;
  /** A command with a fresh `clientId`. */
  command: (conversationId: string, verb: string, body?: Record<string, unknown>) => Promise<ApiAnswer>;
  as: (key: string) => ApiClient;
}

/** A client of the HTTP API, as a teammate's program would be. */
export function createApiClient(url: string, key: string): ApiClient {
  const request = async (method: string, path: string, body?: unknown): Promise<ApiAnswer> => {
    const response = await fetch(`${url}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${key}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return {
      status: response.status,
      headers: response.headers,
      body: text === '' ? {} : (JSON.parse(text) as ApiAnswer['body']),
    };
  };
  return {
    get: (path) => request('GET', path),
    send: request,
    command: (conversationId, verb, body = {}) =>
      request('POST', `/api/conversations/${conversationId}/${verb}`, { clientId: randomUUID(), ...body }),
    as: (other) => createApiClient(url, other),
  };
}
