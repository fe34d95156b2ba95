import { startWhatsAppStandIn, type WhatsAppStandIn } from '../../sandbox/whatsapp/start-whatsapp-stand-in';
import type { WhatsAppStandInOptions } from '../../sandbox/whatsapp/options';
import { startWebhookReceiver, type WebhookReceiver } from './webhook-receiver';

export const APP_SECRET = 'app secret';
export const ACCESS_TOKEN = 'access token';

const running: { stop(): Promise<void> }[] = [];

/** Call in `afterEach`: stops everything the test started. */
export async function stopAll(): Promise<void> {
  for (const each of running.splice(0).reverse()) await each.stop();
}

/** A stand-in with a webhook receiver, quick enough for tests. */
export async function startWithReceiver(
  options: Partial<WhatsAppStandInOptions> = {},
): Promise<{ whatsApp: WhatsAppStandIn; receiver: WebhookReceiver; graph: Graph }> {
  const receiver = await startWebhookReceiver();
  running.push(receiver);
  const whatsApp = await startWhatsAppStandIn({
    port: 0,
    webhookUrl: receiver.url,
    appSecret: APP_SECRET,
    verifyToken: 'verify',
    accessToken: ACCESS_TOKEN,
    phoneNumberId: '7001',
    businessAccountId: '9001',
    ...options,
    timings: { sentMs: 1, deliveredMs: 1, readMs: 1, webhookRetryMs: [5], ...options.timings },
  });
  running.push(whatsApp);
  return { whatsApp, receiver, graph: graphClient(whatsApp.url) };
}

export interface GraphAnswer {
  status: number;
  body: {
    success?: boolean;
    messages?: { id: string; message_status?: string }[];
    contacts?: Record<string, string>[];
    error?: { code: number; error_subcode?: number; message: string; error_data: { details: string } };
    [field: string]: unknown;
  };
}

export interface Graph {
  get(path: string, token?: string): Promise<GraphAnswer>;
  post(path: string, body: unknown, token?: string): Promise<GraphAnswer>;
  /** `POST messages` of the right number. */
  send(message: Record<string, unknown>): Promise<GraphAnswer>;
}

/** Plain fetch against the stand-in's Graph API. */
export function graphClient(url: string): Graph {
  const call = async (path: string, init: RequestInit, token: string): Promise<GraphAnswer> => {
    const response = await fetch(`${url}/v25.0/${path}`, {
      ...init,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    });
    return { status: response.status, body: (await response.json()) as GraphAnswer['body'] };
  };
  const post: Graph['post'] = (path, body, token = ACCESS_TOKEN) =>
    call(path, { method: 'POST', body: JSON.stringify(body) }, token);
  return {
    get: (path, token = ACCESS_TOKEN) => call(path, {}, token),
    post,
    send: (message) => post('7001/messages', { messaging_product: 'whatsapp', ...message }),
  };
}

/** A text message to James, one of the demo customers. */
export const textToJames = (body: string, key?: string): Record<string, unknown> => ({
  to: '447700900321',
  type: 'text',
  text: { body },
  ...(key !== undefined && { biz_opaque_callback_data: key }),
});

interface Value {
  metadata: { phone_number_id: string };
  contacts?: Record<string, unknown>[];
  messages?: ({ id: string; type: string; from?: string; from_user_id?: string } & Record<string, unknown>)[];
  statuses?: ({ id: string; status: string; biz_opaque_callback_data?: string; errors?: { code: number }[] } & Record<
    string,
    unknown
  >)[];
  message_echoes?: Record<string, unknown>[];
}

/** The changes in a webhook's body. */
export function changesIn(raw: Buffer): { field: string; value: Value }[] {
  const body = JSON.parse(raw.toString()) as { entry: { changes: { field: string; value: Value }[] }[] };
  return body.entry.flatMap((entry) => entry.changes);
}

export const messagesIn = (raw: Buffer) => changesIn(raw).flatMap(({ value }) => value.messages ?? []);
export const statusesIn = (raw: Buffer) => changesIn(raw).flatMap(({ value }) => value.statuses ?? []);
