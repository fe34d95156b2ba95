import type { RequestLogWriter } from '../request-log';
import type { WebhookQueue } from '../webhooks/webhook-queue';
import type { Chats } from './chats';
import type { Change, Envelopes } from './envelope';
import type { MediaStore } from './media-store';
import type { Template, WhatsAppTimings } from './options';

/** Everything the parts of the WhatsApp stand-in share. Built in one place: start-whatsapp-stand-in.ts. */
export interface World {
  business: { name: string; number: string; phoneNumberId: string; accountId: string };
  settings: Settings;
  timings: WhatsAppTimings;
  templates: readonly Template[];
  chats: Chats;
  media: MediaStore;
  envelopes: Envelopes;
  webhooks: WebhookQueue<Change>;
  log: RequestLogWriter;
  clock: Clock;
  screen: Screen;
}

/** What can be switched while it runs. */
export interface Settings {
  pairRate: boolean;
  windowRefusal: 'async' | 'sync';
  number: { status: string; quality: string };
  /** Whether an app is subscribed to the account's events. */
  subscribed: boolean;
}

/** The sandbox's time, which can be ahead of the machine's. */
export interface Clock {
  nowMs(): number;
  advance(ms: number): void;
  /** Runs `task` after a while, unless the stand-in stops before. Real time: advancing does not hurry it. */
  later(ms: number, task: () => void): void;
  stop(): void;
}

/** What the phone pages show now. Not saved. */
export interface Screen {
  /** True when some page looks at this customer's chat. */
  isOpen(customerId: string): boolean;
  /** One page looks at a chat; null looks away. */
  open(page: string, customerId: string | null): void;
  typing(): { customerId: string; untilMs: number }[];
  showTyping(customerId: string, untilMs: number): void;
  hideTyping(customerId: string): void;
}

/** Seconds since 1970, as a string: WhatsApp's timestamp. */
export function timestampOf(atMs: number): string {
  return String(Math.floor(atMs / 1000));
}
