/** What the stand-in is told at the start. Everything listens on 127.0.0.1. */
export interface WhatsAppStandInOptions {
  /** 0 picks a free port. */
  port: number;
  /** Where webhooks go; events wait until there is an address (`setWebhookUrl`). */
  webhookUrl?: string;
  /** Signs the webhooks. */
  appSecret: string;
  /** Used by `verifyWebhook()`. */
  verifyToken: string;
  accessToken: string;
  phoneNumberId: string;
  businessAccountId: string;
  displayPhoneNumber?: string;
  businessName?: string;
  /** Append-only JSON Lines of all arrivals, acceptances and webhook attempts. */
  logFile?: string;
  /** Customers, chats, media and undelivered webhooks survive a restart here. */
  stateDir?: string;
  /** True makes the start fail. */
  production?: boolean;
  timings?: Partial<WhatsAppTimings>;
  /** 131056 after 45 messages to one customer, then one per 6 s. On by default. */
  pairRate?: boolean;
  /** Business-scoped user ids in webhooks. On by default. */
  bsuids?: boolean;
  /** Whether free text after 24 h is refused at once (400) or, as Meta mostly does, by a later `failed` status. */
  windowRefusal?: 'async' | 'sync';
  /** What the Graph API tells of the number. */
  number?: { status?: 'CONNECTED' | 'PENDING' | 'BANNED'; quality?: 'GREEN' | 'YELLOW' | 'RED' };
  /** Whether an app is subscribed to the account's events from the start. It is, when left out. */
  subscribed?: boolean;
  /** Start without the three demo customers. */
  demoCustomers?: boolean;
  /** Approved templates besides the built-in follow-ups. */
  templates?: readonly Template[];
}

/** An approved template; `{{1}}` in the body stands for a parameter. */
export interface Template {
  name: string;
  language: string;
  category: 'UTILITY' | 'MARKETING';
  body: string;
  /** What WhatsApp Manager shows in place of the parameters. */
  examples?: readonly string[];
  quickReply?: string;
}

/** All in milliseconds. */
export interface WhatsAppTimings {
  sentMs: number;
  deliveredMs: number;
  readMs: number;
  /** How long "typing" shows; Meta: 25 s. */
  typingMs: number;
  /** Waits between webhook attempts, the last one repeated. Meta's reach 7 days. */
  webhookRetryMs: readonly number[];
  webhookTimeoutMs: number;
  /** How long a media address works; Meta: 5 min. */
  mediaUrlMs: number;
}

export const DEFAULT_TIMINGS: WhatsAppTimings = {
  sentMs: 60,
  deliveredMs: 250,
  readMs: 600,
  typingMs: 25_000,
  webhookRetryMs: [500, 1000, 2000, 5000, 10_000, 30_000],
  webhookTimeoutMs: 10_000,
  mediaUrlMs: 5 * 60_000,
};
