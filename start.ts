import { parseArgs } from 'node:util';
import { ConfigError, readConfig, type Config, type Role } from './config';
import { startDev } from './roles/dev';
import { createLog } from './roles/logger';
import { startProduct, workflowsIn, type Complete } from './roles/product';

interface Running {
  failed: Promise<never>;
  stop: () => Promise<void>;
}

/** `dev [--reset]`: everything on this machine. `start [api|worker]`: production, one role or both. */
export async function main(argv: readonly string[]): Promise<void> {
  // Heard from the first moment: what a start has begun, a Ctrl-C in the middle of it ends again.
  const signal = signalled();
  const starting = start(argv);
  const code = await run(starting, signal).catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : 'start failed'}\n`);
    return error instanceof ConfigError ? ConfigError.exitCode : 1;
  });
  process.exit(code);
}

async function run(starting: Promise<Running>, signal: Promise<string>): Promise<number> {
  const failed = starting.then(({ failed }) => failed);
  const reason = await Promise.race([signal, failed.catch(asError)]);
  // Whoever is asked twice does not wait for a start that takes minutes; the next start cleans up.
  const running = await Promise.race([starting, signalled()]);
  if (typeof running === 'string') return 130;
  process.stderr.write(reason instanceof Error ? `${reason.message}\n` : `\n${reason}: finishing what is under way\n`);
  await running.stop();
  return reason instanceof Error ? 1 : 0;
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error('a part stopped');
}

async function start(argv: readonly string[]): Promise<Running> {
  const { values, positionals } = parseArgs({
    args: [...argv],
    allowPositionals: true,
    options: { reset: { type: 'boolean', default: false } },
  });
  const [command, role] = positionals;
  if (command === 'dev') return startDev(readConfig('dev'), { reset: values.reset, root: __dirname });
  const config = complete(readConfig('production'));
  const product = await startProduct(config, roleOf(role), createLog({ level: 'info' }), workflowsIn(__dirname, true));
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
    host: '0.0.0.0',
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
