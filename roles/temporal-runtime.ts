import { DefaultLogger, Runtime } from '@temporalio/worker';
import { onFreePort } from '../launch/on-free-port';
import type { Log } from './logger';

const READ_WITHIN_MS = 2_000;

let installing: Promise<string> | null = null;

/**
 * Once per process: the SDK logs through ours, takes no signals of its own, and tells its metrics on a loopback port. It ends its
 * runtime when nothing uses it, and makes the next one with the same settings.
 * @returns what reads them, as Prometheus' text; empty when they cannot be read
 */
export async function installTemporalRuntime(log: Log): Promise<() => Promise<string>> {
  installing ??= onFreePort(0, (port) => Promise.resolve(install(log, `127.0.0.1:${port}`)));
  const url = await installing;
  return () =>
    fetch(url, { signal: AbortSignal.timeout(READ_WITHIN_MS) }).then(
      (answer) => answer.text(),
      () => '',
    );
}

/** @throws when the address is in use. */
function install(log: Log, bindAddress: string): string {
  Runtime.install({
    shutdownSignals: [],
    logger: new DefaultLogger('WARN', ({ level, message }) => {
      if (level === 'ERROR') log.error({ sdk: true }, message);
      else log.warn({ sdk: true }, message);
    }),
    telemetryOptions: {
      logging: { filter: { core: 'WARN', other: 'ERROR' }, forward: {} },
      metrics: { prometheus: { bindAddress } },
    },
  });
  return `http://${bindAddress}/metrics`;
}
