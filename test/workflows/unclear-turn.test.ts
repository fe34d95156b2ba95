import { startBaton, type Baton } from '../support/baton';
import { newCustomer } from '../support/customer';
import { eventually } from '../support/eventually';
import { storedHandoffs } from '../support/stored';

let baton: Baton;
beforeAll(async () => {
  // The sweep must not be what picks up the pieces here.
  baton = await startBaton({ timings: { ringAgain: 600_000, ringStuck: 600_000, ringAgainMost: 600_000 } });
});
afterAll(() => baton.stop());

test('I4: a customer who writes on while they are being reassured does not keep the mail back', async () => {
  const { db, mail, whatsapp } = baton;
  const ana = newCustomer();
  const reassuring = whatsapp.faults.add({ route: 'messages', to: ana.waId, fault: { kind: 'hold' } });
  whatsapp.simulate.text(ana, 'can I speak to someone?');
  await reassuring.untilHeld(1);
  // Its ring says that a teammate handles the conversation, and cancels the turn that has just handed it over.
  await whatsapp.simulate.text(ana, 'hello?').delivered;
  const [handoff] = await storedHandoffs(db, ana.waId);
  await mail.log.waitForAccepted(({ key }) => key?.includes(handoff?.id ?? '') === true);
  reassuring.release();
  await eventually(async () => {
    expect(await storedHandoffs(db, ana.waId)).toMatchObject([
      { steps: ['assign Olivia: done', 'email Olivia: done', 'reassure: done'] },
    ]);
  });
  expect(whatsapp.log.accepted().filter(({ to }) => to === ana.waId)).toHaveLength(1);
});
