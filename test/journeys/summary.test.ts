import { z } from 'zod';
import { startBaton, type Baton } from '../support/baton';
import { newCustomer } from '../support/customer';
import { eventually } from '../support/eventually';
import { startModelServer, type ModelServer } from '../support/model-server';
import { expectPromisesKept } from '../support/promises';
import { conversationOf } from '../support/seed';
import { storedHandoffs } from '../support/stored';

let model: ModelServer;
let baton: Baton;
beforeAll(async () => {
  model = await startModelServer();
  baton = await startBaton({ env: model.env });
});
afterEach(() => expectPromisesKept(baton));
afterAll(async () => {
  await baton.stop();
  await model.stop();
});

const Shown = z.object({ handoff: z.object({ summary: z.string().nullable() }) });

async function summaryOf(waId: string): Promise<string | null> {
  const { body } = await baton.api.get(`/api/conversations/${await conversationOf(baton.db, waId)}`);
  return Shown.parse(body).handoff.summary;
}

async function handsOff(question: string): Promise<string> {
  const { waId, name } = newCustomer();
  await baton.whatsapp.simulate.text({ waId, name }, question).delivered;
  await eventually(async () => expect(await storedHandoffs(baton.db, waId)).toHaveLength(1));
  return waId;
}

const mailOf = (waId: string) =>
  eventually(async () => {
    const id = await conversationOf(baton.db, waId);
    const mail = baton.mail.emails().find(({ text }) => text?.includes(id) === true);
    if (mail === undefined) throw new Error('no mail yet');
    return mail.text ?? '';
  });

test('a handoff tells what it is about from its first moment; the model’s words replace that, in mail and inbox', async () => {
  let tell: (told: Parameters<ModelServer['summarises']>[0]) => void = () => undefined;
  model.summarises(
    new Promise((resolve) => {
      tell = resolve as typeof tell;
    }),
  );
  const waId = await handsOff('My order 4512 arrived broken, I want to talk to a human');
  expect(await summaryOf(waId)).toContain('Known: Ana Customer, 4512');
  // While the model takes its time, the customer is told already, and the conversation is assigned.
  await baton.whatsapp.log.waitForAccepted(({ to }) => to === waId);
  expect(await storedHandoffs(baton.db, waId)).toMatchObject([
    { steps: expect.arrayContaining(['assign Olivia: done', 'email Olivia: pending']) as string[] },
  ]);
  tell({ wants: 'A new lamp: “arrived broken”', tried: null, known: 'Order 4512', mood: 'calm' });
  expect(await mailOf(waId)).toContain('Wants: A new lamp: “arrived broken”');
  expect(await summaryOf(waId)).toContain('Known: Order 4512');
});

test('a model that cannot say it hurts no handoff: the customer’s own words stay, and are mailed', async () => {
  model.summarises(null);
  const waId = await handsOff('The blue lamp flickers. Give me a real person');
  expect(await mailOf(waId)).toContain('Wants: “The blue lamp flickers. Give me a real person”');
  expect(await summaryOf(waId)).toContain('Wants: “The blue lamp flickers. Give me a real person”');
});

test('whoever takes over by themselves reads a summary too', async () => {
  const { waId, name } = newCustomer();
  await baton.whatsapp.simulate.text({ waId, name }, 'Do you deliver to Madeira?').delivered;
  await baton.whatsapp.log.waitForAccepted(({ to }) => to === waId);
  const id = await conversationOf(baton.db, waId);
  await baton.api.send('POST', `/api/conversations/${id}/take-over`, { clientId: 'summary-take-over' });
  expect(await summaryOf(waId)).toContain('Wants: “Do you deliver to Madeira?”');
});
