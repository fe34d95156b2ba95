import { isObject } from '../http/json-object';
import type { Seen } from '../log-entry';

/** What the log keeps of a request's body, read as far as it can be understood. */
export function seenIn(body: Record<string, unknown>): Seen {
  const string = (value: unknown) => (typeof value === 'string' ? value : null);
  const type = body['status'] === 'read' ? 'read' : (string(body['type']) ?? ('text' in body ? 'text' : null));
  return {
    key: string(body['biz_opaque_callback_data']),
    to: string(body['to']) ?? string(body['recipient']) ?? string(body['message_id']),
    type,
    text: type === null ? null : textOf(body[type]),
  };
}

function textOf(content: unknown): string | null {
  if (!isObject(content)) return null;
  for (const name of ['body', 'caption', 'name', 'emoji']) {
    const value = content[name];
    if (typeof value === 'string') return value;
    if (isObject(value) && typeof value['text'] === 'string') return value['text'];
  }
  return null;
}
