import { reservePort } from '../../roles/reserve-port';
import { createApiClient } from '../support/api-client';
import { connectWebhooks, startBaton, type Baton } from '../support/baton';
import { environment } from '../support/environment';
import type { Hold } from '../support/hold';
import { startPostgresProxy, type PostgresProxy } from '../support/postgres-proxy';
import { spawnRole, type SpawnedRole } from '../support/spawn-role';
import { startTemporalProxy, type TemporalProxy } from '../support/temporal-proxy';
import type { KillPoint } from './kill-points';
import { tell } from './stories';

/** A role with a proxy on each of its roads. */
interface Victim {
  postgres: PostgresProxy;
  temporal: TemporalProxy;
  running: SpawnedRole;
}

/** A dead attempt counts as over after 2 s, and nobody waits longer than 5 s for evidence of it. */
const timings = { sendTimeout: 1_500, attemptOver: 2_000, evidence: 5_000 };

/**
 * One test per point: the role is killed while the point is held, another one is started, and every promise is judged. Each
 * prints its row of the table.
 */
export function testKillPoints(points: readonly KillPoint[]): void {
  let baton: Baton;
  let url: string;
  let victims: Record<KillPoint['victim'], Victim>;

  const start = (role: KillPoint['victim'], { postgres, temporal }: Omit<Victim, 'running'>) =>
    spawnRole(baton, role, {
      DATABASE_URL: postgres.url,
      TEMPORAL_ADDRESS: temporal.address,
      ...(role === 'api' ? { PORT: new URL(url).port } : {}),
    });
  const victim = async (role: KillPoint['victim']): Promise<Victim> => {
    const roads = {
      postgres: await startPostgresProxy(baton.databaseUrl),
      temporal: await startTemporalProxy(environment('TEMPORAL')),
    };
    return { ...roads, running: await start(role, roads) };
  };

  beforeAll(async () => {
    baton = await startBaton({ roles: 'none', timings });
    url = `http://127.0.0.1:${await reservePort(0)}`;
    connectWebhooks(baton.whatsapp, baton.mail, url);
    const [api, worker] = await Promise.all([victim('api'), victim('worker')]);
    victims = { api, worker };
  }, 120_000);
  afterAll(async () => {
    for (const { running, postgres, temporal } of Object.values(victims)) {
      await running.kill();
      await postgres.stop();
      await temporal.stop();
    }
    await baton.stop();
  });

  const hold = ({ victim: role, moment, held }: KillPoint): Hold => {
    const { postgres, temporal } = victims[role];
    if ('commit' in held) return postgres.holdCommit(moment, held.commit);
    if ('call' in held) return temporal.holdCall(moment, held.call, held.words);
    const { faults } = held.provider === 'whatsapp' ? baton.whatsapp : baton.mail;
    const route = held.provider === 'whatsapp' ? 'messages' : 'emails';
    return faults.add({ route, fault: { kind: 'hold', when: moment } });
  };

  test.each(points.map((point) => [nameOf(point), point] as const))(
    'I1-I8: %s',
    async (name, point) => {
      const scene = { ...baton, baton, api: createApiClient(url, baton.config.apiKey ?? '') };
      const story = tell(point.story, scene);
      await story.prepare();
      const startMs = performance.now();
      const held = hold(point);
      story.act();
      await held.untilHeld(1, 60_000);
      const doomed = victims[point.victim];
      await doomed.running.kill();
      held.release();
      doomed.running = await start(point.victim, doomed);
      const became = await story.conclude();
      const seconds = ((performance.now() - startMs) / 1000).toFixed(1).padStart(5);
      process.stdout.write(`${seconds} s  ${name}: ${became}\n`);
    },
    300_000,
  );
}

function nameOf({ story, victim, moment, what }: KillPoint): string {
  return `${story}: the ${victim} is killed ${moment === 'before' ? 'before' : 'after'} the ${what}`;
}
