import { z } from 'zod';

const url = z.url({ protocol: /^https?$/ });
const postgresUrl = z.url({ protocol: /^postgres(ql)?$/ });
const milliseconds = z.coerce.number().int().min(0).max(604_800_000);

/** `https://push.internal:8443, http://10.0.0.5:8080`: nothing after the port. */
const origins = z
  .string()
  .transform((list) =>
    list
      .split(',')
      .map((origin) => origin.trim())
      .filter(Boolean),
  )
  .refine((list) => list.every((origin) => url.safeParse(origin).success && new URL(origin).origin === origin));

const MINIMUM_SECRET = 16;

/** Each variable and how it is read. */
export const Environment = z.object({
  BATON_HOST: z.union([z.ipv4(), z.ipv6()]).default('0.0.0.0'),
  PORT: z.coerce.number().int().min(0).max(65_535).default(8080),
  METRICS_PORT: z.coerce.number().int().min(0).max(65_535).optional(),
  PUBLIC_URL: url.optional(),
  DATABASE_URL: postgresUrl.optional(),
  TEMPORAL_ADDRESS: z
    .string()
    .regex(/^[^\s:/]+:\d{1,5}$/)
    .optional(),
  TEMPORAL_NAMESPACE: z.string().default('default'),
  TEMPORAL_API_KEY: z.string().optional(),
  TEMPORAL_TLS: z.enum(['true', 'false', '1', '0']).optional(),
  TEMPORAL_TLS_SERVER_NAME: z.string().optional(),
  TEMPORAL_TLS_SERVER_CA_CERT_DATA: z.string().optional(),
  TEMPORAL_TLS_CLIENT_CERT_DATA: z.string().optional(),
  TEMPORAL_TLS_CLIENT_KEY_DATA: z.string().optional(),
  TEMPORAL_TASK_QUEUE_PREFIX: z
    .string()
    .regex(/^[A-Za-z0-9._-]{1,60}$/)
    .optional(),
  TEMPORAL_UI_URL: url.optional(),
  TEMPORAL_CLI_PATH: z.string().optional(),
  WHATSAPP_ACCESS_TOKEN: z.string().optional(),
  WHATSAPP_PHONE_NUMBER_ID: z.string().regex(/^\d+$/).optional(),
  WHATSAPP_BUSINESS_ACCOUNT_ID: z.string().regex(/^\d+$/).optional(),
  WHATSAPP_APP_SECRET: z.string().optional(),
  WHATSAPP_VERIFY_TOKEN: z.string().optional(),
  WHATSAPP_GRAPH_VERSION: z
    .string()
    .regex(/^v\d+\.\d+$/)
    .default('v25.0'),
  WHATSAPP_BASE_URL: url.default('https://graph.facebook.com'),
  OPENAI_API_KEY: z.string().optional(),
  OPENAI_BASE_URL: url.default('https://api.openai.com/v1'),
  OPENAI_API: z.enum(['auto', 'responses', 'chat']).default('auto'),
  OPENAI_MODEL: z.string().default('gpt-5.6-terra'),
  OPENAI_VISION: z.enum(['auto', 'on', 'off']).default('auto'),
  OPENAI_TRANSCRIBE_MODEL: z.string().max(200).optional(),
  RESEND_API_KEY: z.string().optional(),
  RESEND_BASE_URL: url.default('https://api.resend.com'),
  RESEND_FROM: z.string().includes('@').optional(),
  RESEND_WEBHOOK_SECRET: z.string().startsWith('whsec_').optional(),
  RESEND_INBOUND_DOMAIN: z.string().optional(),
  PUSH_INTERNAL_ORIGINS: origins.default([]),
  SESSION_SECRET: z.string().min(MINIMUM_SECRET).optional(),
  TRUST_PROXY: z.coerce.number().int().min(0).max(10).default(0),
  OWNER_EMAIL: z.email().optional(),
  OWNER_NAME: z.string().min(1).max(200).default('Owner'),
  API_KEY: z.string().min(MINIMUM_SECRET).optional(),
  BURST_WINDOW_MS: milliseconds.optional(),
  BATON_TIMINGS: z.string().optional(),
  BATON_HOME: z.string().default('.baton'),
  PATH: z.string().optional(),
  BUSINESS_NAME: z.string().min(1).max(100).default('Casa Luma'),
});

/** Every variable that is read. */
export const VARIABLES: readonly string[] = Object.keys(Environment.shape);

/** What each variable must look like, for whoever got it wrong. */
export const WANTED: Partial<Record<keyof z.output<typeof Environment>, string>> = {
  BATON_HOST: 'an IP address to listen on: 0.0.0.0 for all, 127.0.0.1 behind a proxy on the same machine',
  PORT: 'a port number from 0 to 65535',
  METRICS_PORT: 'a port number from 0 to 65535',
  PUBLIC_URL: 'an http(s) address',
  DATABASE_URL: 'a postgres:// address',
  TEMPORAL_ADDRESS: 'host:port',
  TEMPORAL_TLS: 'true or false',
  TEMPORAL_TASK_QUEUE_PREFIX: 'letters, digits, dots, dashes and underscores, at most 60',
  WHATSAPP_PHONE_NUMBER_ID: 'digits: the id of the number, not the number',
  WHATSAPP_BUSINESS_ACCOUNT_ID: 'digits',
  WHATSAPP_GRAPH_VERSION: 'a version such as v25.0',
  OPENAI_API: 'auto, responses or chat',
  OPENAI_VISION: 'auto, on or off',
  RESEND_FROM: 'an address such as Support <support@example.com>',
  RESEND_WEBHOOK_SECRET: 'the secret that begins with whsec_',
  PUSH_INTERNAL_ORIGINS: 'http(s) origins of your own push services, separated by commas: https://push.internal:8443',
  SESSION_SECRET: `at least ${MINIMUM_SECRET} characters`,
  TRUST_PROXY: 'how many proxies in front of the api say where a request came from, 0 to 10',
  API_KEY: `at least ${MINIMUM_SECRET} characters`,
  OWNER_EMAIL: 'an e-mail address',
  BURST_WINDOW_MS: 'milliseconds, a whole number',
};

/** What production cannot run without; the sandbox stands in for these in `npm run dev`. */
export const REQUIRED_IN_PRODUCTION = [
  'DATABASE_URL',
  'TEMPORAL_ADDRESS',
  'PUBLIC_URL',
  'WHATSAPP_ACCESS_TOKEN',
  'WHATSAPP_PHONE_NUMBER_ID',
  'WHATSAPP_APP_SECRET',
  'WHATSAPP_VERIFY_TOKEN',
  'RESEND_API_KEY',
  'RESEND_FROM',
  'OWNER_EMAIL',
] as const;
