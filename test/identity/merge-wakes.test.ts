import { startBaton, type Baton } from '../support/baton';
import { eventually } from '../support/eventually';
import { conversationRun } from '../support/histories';
import { conversationOf } from '../support/seed';
import { storedMessages } from '../support/stored';

let baton: Baton;
beforeAll(async () => {
  // Neither the sweep nor the end of a burst may be what answers here.
  const never = 600_000;
  baton = await startBaton({
    timings: { burst: never, burstCap: never, ringAgain: never, ringStuck: never, ringAgainMost: never },
  });
});
afterAll(() => baton.stop());

/** Writes, and loses the run that heard of it. */
async function unheard(who: { waId: string; name: string }, text: string): Promise<string> {
  await baton.whatsapp.simulate.text(who, text).delivered;
  const id = await conversationOf(baton.db, who.waId);
  await eventually(() => conversationRun(baton, id).terminate('lost'));
  return id;
}

test('a change of number that shows two customers to be one has both sides’ questions answered at once', async () => {
  const { whatsapp, db } = baton;
  const before = { waId: '351966660001', name: 'Ana' };
  const after = { waId: '351966660002', name: 'Ana' };
  const survivor = await unheard(before, 'Can I pay with PayPal?');
  await unheard(after, 'How long does delivery take?');
  await whatsapp.simulate.changeNumber(before, after.waId).delivered;
  await whatsapp.log.waitForAccepted(({ to }) => to === after.waId);
  expect(await conversationOf(db, after.waId)).toBe(survivor);
  const questions = (await storedMessages(db, after.waId)).filter(({ needsAnswer }) => needsAnswer);
  expect(questions.map(({ settledBy }) => settledBy)).toEqual(['turn', 'turn']);
});
