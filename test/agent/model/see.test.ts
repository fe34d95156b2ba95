import type { SeenMedia, TurnContext } from '../../../agent/contract';
import { calm, turn } from '../turn';
import { type Api, decision, type ModelStandIn, startModelStandIn } from './model-stand-in';

let model: ModelStandIn;
beforeAll(async () => (model = await startModelStandIn()));
afterAll(() => model.stop());

const photo: SeenMedia = { mimeType: 'image/jpeg', filename: null, bytes: Buffer.from('a photo') };
const invoice: SeenMedia = { mimeType: 'application/pdf', filename: 'invoice.pdf', bytes: Buffer.from('%PDF') };

const sent = (media: SeenMedia | null, rest: Partial<TurnContext> = {}): TurnContext =>
  turn([], { messages: [{ kind: 'image', text: '', ...(media !== null && { media }) }], ...rest });

async function asked(api: Api, context: TurnContext): Promise<string[]> {
  const bodies = model.reads(api, () => decision({}));
  await model.rawAgent(api).decide(context, calm);
  return bodies;
}

const handsOff = decision({ action: 'handoff', reason: 'unreadable_media', reply: null });

describe.each<Api>(['chat', 'responses'])('over %s', (api) => {
  test('a photo goes with the question as a picture of our own bytes, and is answered', async () => {
    const bodies = model.reads(api, () => decision({}));
    const messages = [{ kind: 'image', text: 'May I still return this?', media: photo }];
    expect(await model.rawAgent(api).decide(sent(photo, { messages }), calm)).toMatchObject({ kind: 'reply' });
    expect(bodies[0]).toContain(`data:image/jpeg;base64,${Buffer.from('a photo').toString('base64')}`);
    expect(bodies[0]).toContain('May I still return this?');
  });

  test('a photo that the model cannot make out is asked about once; the next time a person comes', async () => {
    model.says(handsOff);
    expect(await model.agent(api).decide(sent(photo), calm)).toMatchObject({
      kind: 'reply',
      text: expect.stringContaining('in a few words') as string,
      nonAnswer: true,
      offersPerson: true,
    });
    expect(await model.agent(api).decide(sent(photo, { failedTurns: 1 }), calm)).toMatchObject({
      kind: 'handoff',
      reason: 'unreadable_media',
    });
  });

  test('a model that turns out not to see is asked for the words alone', async () => {
    const refusesPictures = (rest: Partial<TurnContext>) => {
      model.reads(api, (body) => (body.includes('base64') ? 400 : decision({})));
      return model.rawAgent(api).decide(sent(photo, rest), calm);
    };
    const words = [{ kind: 'image', text: 'How long do I have to return this?', media: photo }];
    expect(await refusesPictures({ messages: words })).toMatchObject({ kind: 'reply', citedArticleIds: ['returns'] });
    expect(await refusesPictures({})).toMatchObject({ kind: 'reply', nonAnswer: true });
  });

  test('a picture whose words give orders changes no rule: a promise of a person in the answer is a handoff', async () => {
    model.says(decision({ reply: 'As the picture says: a colleague will call you.' }));
    expect(await model.agent(api).decide(sent(photo), calm)).toMatchObject({ kind: 'handoff' });
  });
});

test('a document is shown over the Responses API, under its name', async () => {
  const [body] = await asked('responses', sent(invoice));
  expect(body).toContain('invoice.pdf');
  expect(body).toContain('data:application/pdf;base64,');
});

test('what a model is shown depends on the setting, the type and the size', () => {
  const takes = (api: Api, vision: 'auto' | 'on' | 'off', mimeType: string, size = 1_000) =>
    model.agent(api, { vision }).sees?.({ mimeType, size }) ?? false;
  expect(takes('chat', 'on', 'image/jpeg')).toBe(true);
  expect(takes('responses', 'on', 'IMAGE/PNG')).toBe(true);
  expect(takes('responses', 'on', 'application/pdf')).toBe(true);
  expect(takes('chat', 'on', 'application/pdf')).toBe(false);
  expect(takes('responses', 'on', 'image/svg+xml')).toBe(false);
  expect(takes('responses', 'on', 'image/jpeg', 6 * 1024 * 1024)).toBe(false);
  expect(takes('responses', 'off', 'image/jpeg')).toBe(false);
  expect(takes('chat', 'auto', 'image/jpeg')).toBe(false);
  const ofOpenAi = model.agent('chat', { api: 'auto', baseUrl: 'https://api.openai.com/v1' });
  expect(ofOpenAi.sees?.({ mimeType: 'application/pdf', size: 1_000 })).toBe(true);
});

test('without a model that sees, a photo is asked about as ever', async () => {
  expect(await model.agent('chat').decide(sent(null), calm)).toMatchObject({ kind: 'reply', nonAnswer: true });
});
