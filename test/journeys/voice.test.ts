import { startBaton, type Baton } from '../support/baton';
import { newCustomer } from '../support/customer';
import { eventually } from '../support/eventually';
import { startModelServer, type ModelServer } from '../support/model-server';
import { opusFile } from '../support/opus-file';
import { expectPromisesKept } from '../support/promises';
import { conversationOf } from '../support/seed';
import { storedHandoffs, storedMessages } from '../support/stored';
import { uploadToWhatsApp } from '../support/upload-to-whatsapp';

let model: ModelServer;
let baton: Baton;
beforeAll(async () => {
  model = await startModelServer();
  baton = await startBaton({
    env: { ...model.env, OPENAI_TRANSCRIBE_MODEL: 'hear-test', OPENAI_VISION: 'on' },
    timings: { media: 20_000 },
  });
});
afterEach(() => expectPromisesKept(baton));
afterAll(async () => {
  await baton.stop();
  await model.stop();
});

type Customer = ReturnType<typeof newCustomer>;

async function speak(customer: Customer, sound = Buffer.from('OggS a voice note')): Promise<void> {
  const audio = { ...(await uploadToWhatsApp(baton, 'audio/ogg', sound)), voice: true };
  await baton.whatsapp.simulate.inbound(customer, { type: 'audio', audio }).delivered;
}

const answered = (customer: Customer) => baton.whatsapp.log.waitForAccepted(({ to }) => to === customer.waId);

async function shown(customer: Customer) {
  const { body } = await baton.api.get(`/api/conversations/${await conversationOf(baton.db, customer.waId)}/messages`);
  return body.items ?? [];
}

test('what is said in a voice note is answered, and the teammate reads it as what was heard', async () => {
  const ana = newCustomer();
  model.hears('Are you open on Sunday?');
  await speak(ana);
  await answered(ana);
  expect((await storedMessages(baton.db, ana.waId)).at(-1)?.text).toContain('About "Are you open on Sunday?": yes.');
  expect((await shown(ana))[0]).toMatchObject({
    kind: 'audio',
    text: 'Are you open on Sunday?',
    transcribed: true,
    media: [{ voice: true, state: 'stored' }],
  });
});

test('whoever asks for a person in a voice note gets one, before any model is asked', async () => {
  const ana = newCustomer();
  const calls = model.calls.length;
  model.hears('I want to talk to a real person please');
  await speak(ana);
  await answered(ana);
  expect(await storedHandoffs(baton.db, ana.waId)).toMatchObject([{ reason: 'asked_for_person' }]);
  expect(model.calls).toHaveLength(calls);
});

test('a turn waits for the words, and they are in no run of Temporal', async () => {
  const ana = newCustomer();
  let say: (words: string) => void = () => undefined;
  model.hears(
    new Promise((resolve) => {
      say = resolve;
    }),
  );
  await speak(ana);
  await eventually(async () => {
    expect((await shown(ana))[0]).toMatchObject({ media: [{ state: 'stored' }] });
  });
  expect(await storedMessages(baton.db, ana.waId)).toHaveLength(1);
  say('Canary canary, are you open?');
  await answered(ana);
  expect((await storedMessages(baton.db, ana.waId)).at(-1)?.text).toContain('Canary canary');
  const run = baton.temporal.workflow.getHandle(`conversation:${await conversationOf(baton.db, ana.waId)}`);
  const payloads = JSON.stringify(await run.fetchHistory(), (_key, value: unknown) =>
    value instanceof Uint8Array ? Buffer.from(value).toString() : value,
  );
  expect(payloads).toContain('copyMedia');
  expect(payloads).not.toContain('Canary');
});

test('a voice note that nobody can make out is asked about once; the next one brings a person, who hears it', async () => {
  const ana = newCustomer();
  model.hears(null);
  await speak(ana);
  await answered(ana);
  expect((await storedMessages(baton.db, ana.waId)).at(-1)?.text).toContain('in a few words');
  await speak(ana);
  await eventually(async () => {
    expect(await storedHandoffs(baton.db, ana.waId)).toMatchObject([{ reason: 'unreadable_media' }]);
  });
  expect((await shown(ana))[0]).toMatchObject({ text: null, transcribed: false, media: [{ state: 'stored' }] });
});

test('a voice note of many minutes is not listened to: its customer is asked for a few words at once', async () => {
  const ana = newCustomer();
  model.hears('Are you open on Sunday?');
  await speak(ana, opusFile(5 * 60_000 + 1));
  await answered(ana);
  expect((await storedMessages(baton.db, ana.waId)).at(-1)?.text).toContain('in a few words');
  expect((await shown(ana))[0]).toMatchObject({ text: null, transcribed: false, media: [{ state: 'stored' }] });
  await speak(ana, opusFile(5 * 60_000));
  await eventually(async () => {
    expect((await storedMessages(baton.db, ana.waId)).at(-1)?.text).toContain('Are you open on Sunday?');
  });
});

test('a voice note to a teammate is written down too', async () => {
  const ana = newCustomer();
  await baton.whatsapp.simulate.text(ana, 'I want a human').delivered;
  await answered(ana);
  model.hears('My order is four five one two.');
  await speak(ana);
  await eventually(async () => {
    expect((await shown(ana)).at(-1)).toMatchObject({ text: 'My order is four five one two.', transcribed: true });
  });
});

test('a photo is shown to the model with the words around it', async () => {
  const ana = newCustomer();
  const image = {
    ...(await uploadToWhatsApp(baton, 'image/jpeg', Buffer.from('a photo'))),
    caption: 'Is this lamp yours?',
  };
  await baton.whatsapp.simulate.inbound(ana, { type: 'image', image }).delivered;
  await answered(ana);
  expect(model.calls.at(-1)).toMatchObject({
    asked: 'Is this lamp yours?',
    pictures: [`data:image/jpeg;base64,${Buffer.from('a photo').toString('base64')}`],
  });
});
