import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { ConfigError, readConfig, type Config, type Role } from './config';
import { examine } from './doctor/examine';
import { startDev } from './roles/dev';
import { createLog } from './roles/logger';
import { madeIn, startProduct, type Complete } from './roles/product';
import { signInLink } from './roles/sign-in-link';

interface Running {
  failed: Promise<never>;
  stop: () => Promise<void>;
}

/** What a shell reports of a program that Ctrl-C ended. */
const INTERRUPTED = 130;

/** npm passes on to us the Ctrl-C that the terminal has already sent: only a later one is a second wish. */
const SAME_WISH_MS = 1_000;

/** `dev [--reset]`: everything on this machine. `start [api|worker]`: production, one role or both. */
export async function main(argv: readonly string[]): Promise<void> {
  // Heard from the first moment: what a start has begun, a Ctrl-C in the middle of it ends again.
  const signal = signalled();
  const stopping = new AbortController();
  void signal.then((name) => {
    process.stderr.write(`\n${name}: finishing what is under way\n`);
    stopping.abort(new Error('stopped before it was ready'));
  });
  const code = await run(start(argv, stopping.signal), signal).catch((error: unknown) => {
    // The terminal's Ctrl-C also reaches what a start runs in the foreground: its failure is part of the same wish.
    if (stopping.signal.aborted) return INTERRUPTED;
    process.stderr.write(`${error instanceof Error ? error.message : 'start failed'}\n`);
    return error instanceof ConfigError ? ConfigError.exitCode : 1;
  });
  process.exit(code);
}

/** Prints a link that signs a teammate in once, for when mail is down; it needs what `npm start` needs. */
export async function printSignInLink(email: string): Promise<void> {
  try {
    process.stdout.write(`${await signInLink(complete(readConfig('production')), email)}\n`);
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : 'no link could be made'}\n`);
    process.exitCode = error instanceof ConfigError ? ConfigError.exitCode : 1;
  }
}

/** Says what is wrong with a set-up and what to do about it, and ends with 1 if anything is. */
export async function doctor(): Promise<void> {
  const nothingWrong = await examine((line) => process.stdout.write(`${line}\n`));
  // Not by itself: what was given up on may still hold a connection.
  process.exit(nothingWrong ? 0 : 1);
}

async function run(starting: Promise<Running>, signal: Promise<string>): Promise<number> {
  const failed = starting.then(({ failed }) => failed);
  const reason = await Promise.race([signal, failed.catch(asError)]);
  // Whoever asks twice does not wait for what takes minutes; the next start cleans up.
  const again = delay(SAME_WISH_MS).then(signalled);
  return Promise.race([end(starting, reason), again.then(() => INTERRUPTED)]);
}

async function end(starting: Promise<Running>, reason: string | Error): Promise<number> {
  const running = await starting;
  if (reason instanceof Error) process.stderr.write(`${reason.message}\n`);
  await running.stop();
  return reason instanceof Error ? 1 : 0;
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error('a part stopped');
}

async function start(argv: readonly string[], stopping: AbortSignal): Promise<Running> {
  const { values, positionals } = parseArgs({
    args: [...argv],
    allowPositionals: true,
    options: { reset: { type: 'boolean', default: false } },
  });
  const [command, role] = positionals;
  if (command === 'dev') return startDev(readConfig('dev'), { reset: values.reset, root: __dirname, stopping });
  const config = complete(readConfig('production'));
  const product = await startProduct(config, roleOf(role), createLog({ level: 'info' }), madeIn(__dirname));
  process.stdout.write(product.port === null ? 'ready\n' : `ready on port ${product.port}\n`);
  return product;
}

function roleOf(name: string | undefined): Role {
  if (name === undefined) return 'both';
  if (name === 'api' || name === 'worker') return name;
  throw new ConfigError([`the role must be api or worker, or be left out for both`]);
}

/** Production's reader has refused what is missing; this says so to the compiler. */
function complete(config: Config): Complete {
  const { databaseUrl, temporal, whatsapp, resend, owner, publicUrl } = config;
  const { accessToken, phoneNumberId } = whatsapp;
  if (
    databaseUrl === null ||
    publicUrl === null ||
    temporal.address === null ||
    accessToken === null ||
    phoneNumberId === null
  )
    throw new ConfigError(['DATABASE_URL, PUBLIC_URL, TEMPORAL_ADDRESS and the WhatsApp credentials must be set']);
  if (resend.apiKey === null || resend.from === null || owner.email === null)
    throw new ConfigError(['RESEND_API_KEY, RESEND_FROM and OWNER_EMAIL must be set']);
  return {
    ...config,
    publicUrl,
    databaseUrl,
    temporal: { ...temporal, address: temporal.address },
    whatsapp: { ...whatsapp, accessToken, phoneNumberId },
    resend: { ...resend, apiKey: resend.apiKey, from: resend.from },
    owner: { email: owner.email, name: owner.name },
  };
}

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

function signalled(): Promise<string> {
  return new Promise((resolve) => {
    for (const signal of SIGNALS) process.on(signal, () => resolve(signal));
  });
}
