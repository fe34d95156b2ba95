import { z } from 'zod';
import { Environment, REQUIRED_IN_PRODUCTION, WANTED } from './config-variables';
import { DEFAULT_TIMINGS, type Timings } from './domain/timings';

/** What the process was asked to be. */
export type Role = 'api' | 'worker' | 'both';

export interface Config {
  /** The address to listen on in production; development listens on loopback whatever this says. */
  host: string;
  port: number;
  /** Where health and metrics are told besides; null for only where the api listens, which a worker alone does not have. */
  metricsPort: number | null;
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
  openai: {
    apiKey: string | null;
    baseUrl: string;
    api: 'auto' | 'responses' | 'chat';
    model: string;
    vision: 'auto' | 'on' | 'off';
    /** Null: nobody listens to voice notes. */
    transcribeModel: string | null;
  };
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

const Timing = z.strictObject(
  Object.fromEntries(Object.keys(DEFAULT_TIMINGS).map((name) => [name, z.number().min(0).optional()])),
);

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

/**
 * What can be read of an environment with mistakes, and the mistakes: for whoever looks for all that is wrong. Whatever is
 * part of a mistake counts as absent.
 */
export function readAroundMistakes(
  mode: 'dev' | 'production',
  env: Env = process.env,
): { config: Config; problems: readonly string[] } {
  try {
    return { config: readConfig(mode, env), problems: [] };
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    const { problems } = error;
    const mistaken = (name: string) => problems.some((problem) => problem.startsWith(`${name} `));
    const rest = Object.entries(env).filter(([name]) => !mistaken(name));
    return { ...readAroundMistakes('dev', Object.fromEntries(rest)), problems };
  }
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
    metricsPort: env.METRICS_PORT ?? null,
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
      vision: env.OPENAI_VISION,
      transcribeModel: transcribeModelOf(env),
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

/** OpenAI's own by default; another server has one only if it is named. */
function transcribeModelOf(env: z.output<typeof Environment>): string | null {
  const isOpenAi = new URL(env.OPENAI_BASE_URL).hostname === 'api.openai.com';
  const model = env.OPENAI_TRANSCRIBE_MODEL ?? (isOpenAi ? 'gpt-4o-mini-transcribe' : 'off');
  return model === 'off' ? null : model;
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
