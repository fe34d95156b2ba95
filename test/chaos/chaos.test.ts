import { setTimeout as delay } from 'node:timers/promises';
import { reservePort } from '../../roles/reserve-port';
import { connectWebhooks, startBaton, type Baton } from '../support/baton';
import { expectPromisesKept } from '../support/promises';
import { LEAST_DEATHS, planChaos, type Blow, type Death } from './chaos-plan';
import { createChronicle, storiesOf, type Chronicle } from './chronicle';
import { keepRole, type KeptRole } from './kept-role';
import { load, type Done } from './load';
import { startMortalServers, type MortalServers } from './mortal-servers';
import { misclicked, outOfOrder, spokenOver, unheard } from './oracles';

/** `npm run chaos -- --minutes N --seed S` sets them; among the tests a run ends when everything has died once. */
const MINUTES = Number(process.env['BATON_CHAOS_MINUTES'] ?? 0);
const SEED = Number(process.env['BATON_CHAOS_SEED'] ?? 1);

const DURATION_MS = MINUTES * 60_000;
const TELL_EVERY_MS = 15_000;
/** Two processors keep up with so many while everything dies now and then; with more only the queues are tested. */
const CUSTOMERS = MINUTES === 0 ? 6 : 7;

/** Every wait that production has, shorter: what was lost is looked for within seconds. */
const timings = {
  sendTimeout: 1_500,
  attemptOver: 3_000,
  evidence: 6_000,
  watchdog: 30_000,
  ringAgain: 500,
  ringStuck: 3_000,
  ringAgainMost: 6_000,
};

/**
 * After the last blow everything must come to rest: the longest is a mail that backs off, and behind it what was written faster
 * than the machine could deal with it between two deaths.
 */
const AT_REST_WITHIN_MS = 180_000 + DURATION_MS;

// A busy machine is late with the last blows: the judge must be the first to give up, because it says what was wrong.
jest.setTimeout(DURATION_MS + AT_REST_WITHIN_MS + 600_000);

let servers: MortalServers;
let baton: Baton;
let api: KeptRole;
let workers: KeptRole[];
let url: string;
beforeAll(async () => {
  servers = await startMortalServers();
  const port = await reservePort(0);
  baton = await startBaton({ roles: 'none', timings });
  url = `http://127.0.0.1:${port}`;
  api = keepRole(baton, 'api', { PORT: String(port) });
  workers = [keepRole(baton, 'worker'), keepRole(baton, 'worker')];
  connectWebhooks(baton.whatsapp, baton.mail, url);
  await Promise.all([api, ...workers].map((role) => role.untilUp()));
});
afterAll(async () => {
  await Promise.all([api, ...workers].map((role) => role.stop()));
  await baton.stop();
  await servers.stop();
});

test(`I1-I8: whatever dies and whatever fails, every promise is kept (seed ${SEED})`, async () => {
  const done: Done = { written: 0, stretches: [], replies: [] };
  const chronicle = createChronicle();
  const ending = new AbortController();
  const telling = setInterval(() => tell(chronicle, done), TELL_EVERY_MS);
  try {
    await Promise.all([
      load(
        { baton, url, key: baton.config.apiKey ?? '', seed: SEED, customers: CUSTOMERS, signal: ending.signal },
        done,
      ),
      strike(chronicle).finally(() => ending.abort()),
    ]);
    baton.whatsapp.faults.clear();
    baton.mail.faults.clear();
    baton.whatsapp.webhookFaults.clear();
    await judge(chronicle, done);
  } finally {
    clearInterval(telling);
    tell(chronicle, done);
  }
});

/** Deals the blows of both series until the time is over and everything has died once; then everything is up again. */
async function strike(chronicle: Chronicle): Promise<void> {
  const startMs = performance.now();
  const isOver = () => performance.now() - startMs > DURATION_MS;
  const { deaths, faults } = planChaos(SEED);
  const ending = new AbortController();
  const die = async () => {
    for (let dealt = 0; dealt < LEAST_DEATHS || !isOver(); dealt++) {
      const { afterMs, blow } = deaths.next().value;
      await delay(afterMs);
      await deal(blow, dealt, chronicle.note);
    }
  };
  const fail = async () => {
    while (!ending.signal.aborted) {
      const { afterMs, blow } = faults.next().value;
      await delay(afterMs);
      await deal(blow, 0, chronicle.note);
    }
  };
  await Promise.all([die().finally(() => ending.abort()), fail()]);
  await Promise.all([api, ...workers].map((role) => role.untilUp()));
}

/** Resolves when there may be another death: there are two workers, of everything else there is one. */
async function deal(blow: Blow, index: number, note: Chronicle['note']): Promise<void> {
  const which = index % workers.length;
  switch (blow.kind) {
    case 'kill':
      await kill(blow.what, which, note);
      break;
    case 'freeze':
      note(`freeze worker ${which} for ${blow.ms} ms`);
      await workers[which]?.freeze(blow.ms);
      break;
    case 'webhook':
      baton.whatsapp.webhookFaults.add(blow.rule);
      note(`webhook ${JSON.stringify(blow.rule)}`);
      break;
    default:
      (blow.kind === 'whatsapp' ? baton.whatsapp : baton.mail).faults.add(blow.rule);
      note(`${blow.kind} ${JSON.stringify(blow.rule)}`);
  }
}

async function kill(what: Death, which: number, note: Chronicle['note']): Promise<void> {
  switch (what) {
    case 'worker':
      if (workers[which]?.kill() === true) note(`kill worker ${which}`);
      return;
    case 'api':
      if (api.kill()) note('kill api');
      await api.untilUp();
      break;
    case 'temporal':
      note('kill temporal');
      await servers.killTemporal();
      break;
    case 'postgres':
      note('kill postgres');
      await servers.killPostgres();
  }
  note(`${what} is back`);
}

/** Every promise; what was done and what became of the messages in question is printed with a breach. */
async function judge(chronicle: Chronicle, done: Done): Promise<void> {
  const questionable: string[] = [];
  const expectNone = (found: readonly string[]) => {
    questionable.push(...found);
    expect(found).toEqual([]);
  };
  try {
    chronicle.note('nothing more is done');
    await expectPromisesKept(baton, AT_REST_WITHIN_MS);
    expectNone(await spokenOver(baton, done));
    expectNone(await unheard(baton));
    expectNone(await outOfOrder(baton));
    expectNone(await misclicked(baton, done));
    expect([api, ...workers].map((role) => role.ownDeaths())).toEqual([0, 0, 0]);
  } catch (error) {
    const stories = await storiesOf(baton.db, questionable);
    process.stdout.write(`${[...chronicle.lines(), ...stories].join('\n')}\n`);
    throw error;
  }
}

function tell(chronicle: Chronicle, { written, replies, stretches }: Done): void {
  const dealt = chronicle.lines();
  const kills = dealt.filter((line) => line.includes(' kill ')).length;
  const others = dealt.filter((line) => / (freeze|whatsapp|resend|webhook) /.test(line)).length;
  process.stdout.write(
    `chaos (seed ${SEED}): ${written} messages, ${replies.length} human replies in ${stretches.length} stretches, ${kills} kills, ${others} other faults\n`,
  );
}
