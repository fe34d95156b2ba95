import { startMortalServers, type MortalServers } from '../chaos/mortal-servers';
import { keepRole, type KeptRole } from '../chaos/kept-role';
import { reservePort } from '../../roles/reserve-port';
import type { Timings } from '../../domain/timings';
import { createApiClient, type ApiClient } from '../support/api-client';
import { connectWebhooks, startBaton, type Baton } from '../support/baton';

/** The product as production runs it: an api and two workers, started again whenever they end, on servers of their own. */
export interface Installation {
  servers: MortalServers;
  baton: Baton;
  /** Acts as the owner, at the kept api. */
  api: ApiClient;
  workers: readonly KeptRole[];
  /** How often a role ended by itself. */
  ownDeaths: () => number;
  stop: () => Promise<void>;
}

/** Waits that production has, shorter; those of ringing are production's own unless a test says otherwise. */
const TIMINGS: Partial<Timings> = {
  sweepEvery: 1_000,
  ringAgain: 2_000,
  ringStuck: 10_000,
  ringAgainMost: 20_000,
  startWithin: 1_000,
  sendTimeout: 1_500,
  attemptOver: 3_000,
  evidence: 6_000,
};

export async function startInstallation(timings: Partial<Timings> = {}): Promise<Installation> {
  const servers = await startMortalServers();
  const port = await reservePort(0);
  const baton = await startBaton({ roles: 'none', timings: { ...TIMINGS, ...timings } });
  const url = `http://127.0.0.1:${port}`;
  const kept = keepRole(baton, 'api', { PORT: String(port) });
  const workers = [keepRole(baton, 'worker'), keepRole(baton, 'worker')];
  const roles = [kept, ...workers];
  connectWebhooks(baton.whatsapp, baton.mail, url);
  await Promise.all(roles.map((role) => role.untilUp()));
  return {
    servers,
    baton,
    api: createApiClient(url, baton.config.apiKey ?? ''),
    workers,
    ownDeaths: () => roles.reduce((sum, role) => sum + role.ownDeaths(), 0),
    stop: async () => {
      await Promise.all(roles.map((role) => role.stop()));
      await baton.stop();
      await servers.stop();
    },
  };
}
