import { toast } from './dom.js';

/** Calls the stand-in; resolves to its JSON, or null after telling the reader that it failed. */
async function call(method, path, body, headers = { 'content-type': 'application/json' }) {
  try {
    const response = await fetch(`/__sandbox/${path}`, { method, headers, body: body ?? null });
    if (!response.ok)
      throw new Error((await response.json().catch(() => ({}))).error ?? `The sandbox answered ${response.status}.`);
    return response.status === 204 ? {} : await response.json();
  } catch (error) {
    toast(error instanceof TypeError ? 'The sandbox is not running.' : error.message);
    return null;
  }
}

const json =
  (method) =>
  (path, body = {}) =>
    call(method, path, JSON.stringify(body));

export const get = (path) => call('GET', path, undefined, {});
export const post = json('POST');
export const patch = json('PATCH');
export const remove = (path) => call('DELETE', path, undefined, {});

export const sendMessage = (customerId, message) => post(`phone/customers/${customerId}/messages`, message);

/** `file` is a Blob; `type` one of WhatsApp's media types. */
export function sendMedia(customerId, type, file, { filename = '', caption = '' } = {}) {
  const query = new URLSearchParams({ ...(filename && { filename }), ...(caption && { caption }) });
  return call('POST', `phone/customers/${customerId}/media/${type}?${query}`, file, {
    'content-type': file.type || 'application/octet-stream',
  });
}
