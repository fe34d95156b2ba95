import { z } from 'zod';
import { DEFAULT_TIMINGS, type Timings } from './domain/timings';

/** What the process was asked to be. */
export type Role = 'api' | 'worker' | 'both';

export interface Config {
  /** The address to listen on in production; development listens on loopback whatever this says. */
  host: string;
  port: number;
  publicUrl: string | null;
  databaseUrl: string | null;
  temporal: {
    address: string | null;
    namespace: string;
    apiKey: string | null;
    tls: { serverName: string | null; ca: string | null; cert: string | null; key: string | null } | null;
    taskQueuePrefix: string | null;
    uiUrl: string | null;
    cliPath: string | null;
  };
  whatsapp: {
    baseUrl: string;
    graphVersion: string;
    accessToken: string | null;
    phoneNumberId: string | null;
    businessAccountId: string | null;
    appSecrets: string[];
    verifyToken: string | null;
  };
  openai: { apiKey: string | null; baseUrl: string; api: 'auto' | 'responses' | 'chat'; model: string };
  resend: {
    apiKey: string | null;
    baseUrl: string;
    from: string | null;
    webhookSecret: string | null;
    inboundDomain: string | null;
  };
  /** Origins of push services of one's own; what browsers name besides must be https on the public internet. */
  push: { internalOrigins: string[] };
  /** Signs session cookies; null for one that is made at the first start and kept in the database. */
  sessionSecret: string | null;
  /** Proxies in front of the api whose X-Forwarded-For is believed. */
  trustedProxies: number;
  owner: { email: string | null; name: string };
  apiKey: string | null;
  timings: Timings;
  business: { name: string };
  home: string;
  /** Where programs are looked for. */
  searchPath: string | null;
}

/** Every mistake in the environment at once: names and what to write instead, never values. */
export class ConfigError extends Error {
  /** `EX_CONFIG` of sysexits.h. */
  static readonly exitCode = 78;

  constructor(readonly problems: readonly string[]) {
    super(
      `The configuration has ${problems.length === 1 ? 'a mistake' : `${problems.length} mistakes`}:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`,
    );
    this.name = 'ConfigError';
  }
}

type Env = Readonly<Record<string, string | undefined>>;

const url = z.url({ protocol: /^https?$/ });
const postgresUrl = z.url({ protocol: /^postgres(ql)?$/ });
const milliseconds = z.coerce.number().int().min(0).max(604_800_000);

const Timing = z.strictObject(
  Object.fromEntries(Object.keys(DEFAULT_TIMINGS).map((name) => [name, z.number().min(0).optional()])),
);

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

const Environment = z.object({
  BATON_HOST: z.union([z.ipv4(), z.ipv6()]).default('0.0.0.0'),
  PORT: z.coerce.number().int().min(0).max(65_535).default(8080),
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

/** What each variable must look like, for whoever got it wrong. */
const WANTED: Partial<Record<keyof z.output<typeof Environment>, string>> = {
  BATON_HOST: 'an IP address to listen on: 0.0.0.0 for all, 127.0.0.1 behind a proxy on the same machine',
  PORT: 'a port number from 0 to 65535',
  PUBLIC_URL: 'an http(s) address',
  DATABASE_URL: 'a postgres:// address',
  TEMPORAL_ADDRESS: 'host:port',
  TEMPORAL_TLS: 'true or false',
  TEMPORAL_TASK_QUEUE_PREFIX: 'letters, digits, dots, dashes and underscores, at most 60',
  WHATSAPP_PHONE_NUMBER_ID: 'digits: the id of the number, not the number',
  WHATSAPP_BUSINESS_ACCOUNT_ID: 'digits',
  WHATSAPP_GRAPH_VERSION: 'a version such as v25.0',
  OPENAI_API: 'auto, responses or chat',
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
const REQUIRED_IN_PRODUCTION = [
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

/**
 * Reads the environment; the only place that does. An empty value counts as absent.
 * @throws ConfigError with every mistake at once
 */
export function readConfig(mode: 'dev' | 'production', env: Env = process.env): Config {
  const present = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''));
  const parsed = Environment.safeParse(present);
  const timings = readTimings(present['BATON_TIMINGS']);
  const problems = [
    ...(parsed.success ? [] : parsed.error.issues.map(({ path }) => malformed(String(path[0])))),
    ...(timings.success ? [] : [timings.problem]),
    ...(mode === 'production'
      ? REQUIRED_IN_PRODUCTION.filter((name) => !(name in present)).map((name) => `${name} is missing`)
      : []),
    ...contradictions(present),
  ];
  if (!parsed.success || !timings.success || problems.length > 0) throw new ConfigError([...new Set(problems)]);
  return toConfig(parsed.data, timings.timings);
}

function malformed(name: string): string {
  const wanted = WANTED[name as keyof typeof WANTED];
  return `${name} must be ${wanted ?? 'set to a valid value'}`;
}

function contradictions(env: Env): string[] {
  const both = (one: string, other: string) =>
    one in env && !(other in env) ? [`${one} is set, so ${other} must be set too`] : [];
  return [
    ...both('WHATSAPP_ACCESS_TOKEN', 'WHATSAPP_PHONE_NUMBER_ID'),
    ...both('WHATSAPP_ACCESS_TOKEN', 'WHATSAPP_APP_SECRET'),
    ...both('WHATSAPP_ACCESS_TOKEN', 'WHATSAPP_VERIFY_TOKEN'),
    ...both('RESEND_API_KEY', 'RESEND_FROM'),
    ...both('TEMPORAL_TLS_CLIENT_CERT_DATA', 'TEMPORAL_TLS_CLIENT_KEY_DATA'),
    ...both('TEMPORAL_TLS_CLIENT_KEY_DATA', 'TEMPORAL_TLS_CLIENT_CERT_DATA'),
  ];
}

type ReadTimings = { success: true; timings: Partial<Timings> } | { success: false; problem: string };

function readTimings(json: string | undefined): ReadTimings {
  if (json === undefined) return { success: true, timings: {} };
  try {
    return { success: true, timings: Timing.parse(JSON.parse(json)) };
  } catch {
    const names = Object.keys(DEFAULT_TIMINGS).join(', ');
    return {
      success: false,
      problem: `BATON_TIMINGS must be a JSON object of milliseconds, with names among ${names}`,
    };
  }
}

function toConfig(env: z.output<typeof Environment>, timings: Partial<Timings>): Config {
  return {
    host: env.BATON_HOST,
    port: env.PORT,
    publicUrl: env.PUBLIC_URL?.replace(/\/+$/, '') ?? null,
    databaseUrl: env.DATABASE_URL ?? null,
    temporal: {
      address: env.TEMPORAL_ADDRESS ?? null,
      namespace: env.TEMPORAL_NAMESPACE,
      apiKey: env.TEMPORAL_API_KEY ?? null,
      tls: readTls(env),
      taskQueuePrefix: env.TEMPORAL_TASK_QUEUE_PREFIX ?? null,
      uiUrl: env.TEMPORAL_UI_URL?.replace(/\/+$/, '') ?? null,
      cliPath: env.TEMPORAL_CLI_PATH ?? null,
    },
    whatsapp: {
      baseUrl: env.WHATSAPP_BASE_URL,
      graphVersion: env.WHATSAPP_GRAPH_VERSION,
      accessToken: env.WHATSAPP_ACCESS_TOKEN ?? null,
      phoneNumberId: env.WHATSAPP_PHONE_NUMBER_ID ?? null,
      businessAccountId: env.WHATSAPP_BUSINESS_ACCOUNT_ID ?? null,
      appSecrets: (env.WHATSAPP_APP_SECRET ?? '')
        .split(',')
        .map((secret) => secret.trim())
        .filter(Boolean),
      verifyToken: env.WHATSAPP_VERIFY_TOKEN ?? null,
    },
    openai: {
      apiKey: env.OPENAI_API_KEY ?? null,
      baseUrl: env.OPENAI_BASE_URL,
      api: env.OPENAI_API,
      model: env.OPENAI_MODEL,
    },
    resend: {
      apiKey: env.RESEND_API_KEY ?? null,
      baseUrl: env.RESEND_BASE_URL,
      from: env.RESEND_FROM ?? null,
      webhookSecret: env.RESEND_WEBHOOK_SECRET ?? null,
      inboundDomain: env.RESEND_INBOUND_DOMAIN ?? null,
    },
    push: { internalOrigins: env.PUSH_INTERNAL_ORIGINS },
    sessionSecret: env.SESSION_SECRET ?? null,
    trustedProxies: env.TRUST_PROXY,
    owner: { email: env.OWNER_EMAIL ?? null, name: env.OWNER_NAME },
    apiKey: env.API_KEY ?? null,
    timings: {
      ...DEFAULT_TIMINGS,
      ...timings,
      ...(env.BURST_WINDOW_MS === undefined ? {} : { burst: env.BURST_WINDOW_MS }),
    },
    business: { name: env.BUSINESS_NAME },
    home: env.BATON_HOME,
    searchPath: env.PATH ?? null,
  };
}

function readTls(env: z.output<typeof Environment>): Config['temporal']['tls'] {
  const on = env.TEMPORAL_TLS === 'true' || env.TEMPORAL_TLS === '1';
  if (!on && env.TEMPORAL_TLS_CLIENT_CERT_DATA === undefined && env.TEMPORAL_API_KEY === undefined) return null;
  return {
    serverName: env.TEMPORAL_TLS_SERVER_NAME ?? null,
    ca: env.TEMPORAL_TLS_SERVER_CA_CERT_DATA ?? null,
    cert: env.TEMPORAL_TLS_CLIENT_CERT_DATA ?? null,
    key: env.TEMPORAL_TLS_CLIENT_KEY_DATA ?? null,
  };
}
