import { cleanJson, cleanText } from './clean-json';
import { type Contact, parseContacts } from './customer-identity';
import { parseMessage } from './parse-message';
import { parseStatus } from './parse-status';
import type { WebhookItem } from '../../domain/inbound';
import type { RejectedItem, RejectionReason } from './rejected-item';
import { whatsAppId } from './wire-scalars';

/**
 * Reads every entry, change, message and status of a webhook body, in order. Never throws, for any bytes.
 * Each item is read on its own, so that one that makes no sense is `rejected` and costs its siblings nothing.
 * Verify the signature of the same bytes first.
 */
export function parseWebhook(raw: Buffer): { items: WebhookItem[]; rejected: RejectedItem[] } {
  const found: Found = { items: [], rejected: [] };
  const text = raw.toString('utf8');
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    found.rejected.push({ path: '', reason: 'not_json', raw: cleanText(text) });
    return found;
  }
  if (!isObject(body)) {
    reject(found, '', 'not_an_object', body);
    return found;
  }
  for (const [entryPath, entry] of listed(found, '', body, 'entry')) {
    if (!isObject(entry)) reject(found, entryPath, 'not_an_object', entry);
    else for (const [path, change] of listed(found, `${entryPath}.`, entry, 'changes')) readChange(found, path, change);
  }
  return found;
}

interface Found {
  items: WebhookItem[];
  rejected: RejectedItem[];
}

function readChange(found: Found, path: string, change: unknown): void {
  if (!isObject(change) || !isObject(change['value'])) {
    reject(found, path, 'not_an_object', change);
    return;
  }
  const value = change['value'];
  const field = typeof change['field'] === 'string' ? cleanText(change['field']) : '';
  const lists = LISTS_OF_FIELD.get(field)?.filter(({ key }) => value[key] !== undefined) ?? [];
  // Errors beside messages concern the number, or repeat what the message says.
  if (lists.length === 0 || value['errors'] !== undefined) readAccount(found, path, field, value);
  if (lists.length === 0) return;

  const metadata = isObject(value['metadata']) ? value['metadata'] : {};
  const phoneNumberId = whatsAppId.safeParse(metadata['phone_number_id']).data;
  if (phoneNumberId === undefined) {
    reject(found, path, 'no_phone_number_id', change);
    return;
  }
  const number = {
    phoneNumberId: cleanText(phoneNumberId),
    contacts: parseContacts(cleanJson(value['contacts']).value),
  };
  for (const { key, read } of lists)
    for (const [itemPath, item] of listed(found, `${path}.value.`, value, key)) {
      const clean = cleanJson(item);
      const result = clean.tooDeep ? 'nested_too_deeply' : read(clean.value, number);
      if (typeof result === 'string') reject(found, itemPath, result, item);
      else found.items.push(result);
    }
}

interface BusinessNumber {
  phoneNumberId: string;
  contacts: readonly Contact[];
}

type ReadItem = (value: unknown, number: BusinessNumber) => WebhookItem | RejectionReason;

/** The fields that concern single messages; every other field concerns the account. */
const LISTS_OF_FIELD = new Map<string, readonly { key: string; read: ReadItem }[]>([
  [
    'messages',
    [
      { key: 'messages', read: readMessage },
      { key: 'statuses', read: readStatus },
    ],
  ],
  ['smb_message_echoes', [{ key: 'message_echoes', read: readEcho }]],
]);

function readMessage(value: unknown, { phoneNumberId, contacts }: BusinessNumber): WebhookItem | RejectionReason {
  const result = parseMessage(value, contacts, 'from_customer');
  return 'reason' in result ? result.reason : { kind: 'message', phoneNumberId, message: result.message };
}

function readEcho(value: unknown, { phoneNumberId, contacts }: BusinessNumber): WebhookItem | RejectionReason {
  const result = parseMessage(value, contacts, 'to_customer');
  return 'reason' in result
    ? result.reason
    : { kind: 'echo', phoneNumberId, to: result.customer, message: result.message };
}

function readStatus(value: unknown, { phoneNumberId }: BusinessNumber): WebhookItem | RejectionReason {
  const status = parseStatus(value);
  return status === null ? 'invalid_status' : { kind: 'status', phoneNumberId, status };
}

/** Keeps the whole value, except the lists whose items are reported one by one. */
function readAccount(found: Found, path: string, field: string, value: Record<string, unknown>): void {
  const listKeys = LISTS_OF_FIELD.get(field)?.map(({ key }) => key) ?? [];
  const { value: clean, tooDeep } = cleanJson(
    Object.fromEntries(Object.entries(value).filter(([key]) => !listKeys.includes(key))),
  );
  if (tooDeep || !isObject(clean)) reject(found, path, 'nested_too_deeply', value);
  else found.items.push({ kind: 'account', field, value: clean });
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The items of a list with the path of each; anything else than a list is rejected as a whole. */
function listed(found: Found, prefix: string, holder: Record<string, unknown>, key: string): [string, unknown][] {
  const list = holder[key];
  if (Array.isArray(list)) return list.map((item: unknown, index) => [`${prefix}${key}[${index}]`, item]);
  reject(found, `${prefix}${key}`, 'not_a_list', list ?? holder);
  return [];
}

function reject(found: Found, path: string, reason: RejectionReason, value: unknown): void {
  found.rejected.push({ path, reason, raw: JSON.stringify(cleanJson(value).value) });
}
