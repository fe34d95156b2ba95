import { startBaton, type Baton } from '../support/baton';
import { startModelServer, type ModelServer } from '../support/model-server';
import { expectPromisesKept } from '../support/promises';
import { createRaces } from './one-voice-races';

const RACES = Number(process.env['BATON_RACES'] ?? 1_002);
const SEED = Number(process.env['BATON_RACES_SEED'] ?? 1);

jest.setTimeout(60_000 + RACES * 2_000);

let model: ModelServer;
let baton: Baton;
beforeAll(async () => {
  model = await startModelServer();
  baton = await startBaton({ env: model.env });
});
afterAll(async () => {
  await baton.stop();
  await model.stop();
});

test(`I3: in ${RACES} races of takeover, reply, handoff, resolve, business phone and request against the AI’s answer, it never speaks over a person (seed ${SEED})`, async () => {
  const races = createRaces(baton, model);
  baton.whatsapp.faults.seed(SEED);
  const slow = { kind: 'latency', ms: 120 } as const;
  baton.whatsapp.faults.add({ route: 'messages', fault: slow, times: 'always', probability: 0.5 });
  const silences = await races.run(RACES, SEED);
  await expectPromisesKept(baton, 120_000);
  expect(await races.breaches(silences)).toEqual([]);
  const replies = await baton.db.query(
    `select state, count(*)::int as n from message where author = 'ai' and purpose = 'reply' group by 1 order by 1`,
  );
  process.stdout.write(
    `  ${RACES} races, ${silences.length} silences; the AI’s replies: ${JSON.stringify(replies.rows)}\n`,
  );
});
