import { createWhatsAppClient } from '../../channels/whatsapp/client';
import { fillTemplate, templateComponents } from '../../domain/template';
import { json, startLoopbackServer, type LoopbackServer } from './loopback-server';

let graph: LoopbackServer;
beforeAll(async () => (graph = await startLoopbackServer()));
beforeEach(() => graph.arrived.splice(0));
afterAll(() => graph.close());

const list = (businessAccountId: string | null = '9001') =>
  createWhatsAppClient({
    baseUrl: graph.url,
    version: 'v25.0',
    accessToken: 'token',
    phoneNumberId: '7001',
    businessAccountId,
  }).listTemplates();

const template = (more: Record<string, unknown> = {}) => ({
  name: 'hello',
  language: 'en',
  status: 'APPROVED',
  category: 'UTILITY',
  components: [{ type: 'BODY', text: 'Hello' }],
  ...more,
});
const answers = (...data: unknown[]) => graph.answerWith(json(200, { data }));
async function only(data: unknown) {
  answers(data);
  const found = await list();
  if (found?.kind !== 'found' || found.templates[0] === undefined) throw new Error('no template was read');
  return found.templates[0];
}

test('variables are found wherever they stand, each once, in the order in which they are given', async () => {
  const read = await only(
    template({
      components: [
        { type: 'HEADER', format: 'TEXT', text: 'Order {{1}}', example: { header_text: ['7-11'] } },
        { type: 'BODY', text: '{{2}} and {{1}} and {{2}}', example: { body_text: [['Ana', 'lamp']] } },
        { type: 'FOOTER', text: 'Bye' },
        {
          type: 'BUTTONS',
          buttons: [
            { type: 'QUICK_REPLY', text: 'Yes' },
            { type: 'URL', text: 'Track', url: 'https://a.example/{{1}}' },
          ],
        },
      ],
    }),
  );
  expect(read).toMatchObject({
    unusable: null,
    buttons: ['Yes', 'Track'],
    variables: [
      { in: 'header', name: '1', example: '7-11' },
      { in: 'body', name: '1', example: 'Ana' },
      { in: 'body', name: '2', example: 'lamp' },
      { in: 'button', index: 1, name: '1', example: null },
    ],
  });
  const parameters = ['9', 'Ben', 'chair', 'x/y'];
  expect(fillTemplate(read, parameters)).toBe('Order 9\n\nchair and Ben and chair\n\nBye');
  expect(templateComponents(read, parameters)).toEqual([
    { type: 'header', parameters: [{ type: 'text', text: '9' }] },
    {
      type: 'body',
      parameters: [
        { type: 'text', text: 'Ben' },
        { type: 'text', text: 'chair' },
      ],
    },
    { type: 'button', sub_type: 'url', index: '1', parameters: [{ type: 'text', text: 'x/y' }] },
  ]);
});

test('named variables are sent by their names', async () => {
  const read = await only(
    template({
      parameter_format: 'NAMED',
      components: [
        {
          type: 'BODY',
          text: 'Hello {{customer}}',
          example: { body_text_named_params: [{ param_name: 'customer', example: 'Ana' }] },
        },
      ],
    }),
  );
  expect(read.variables).toEqual([{ in: 'body', name: 'customer', example: 'Ana' }]);
  expect(templateComponents(read, ['Ben'])).toEqual([
    { type: 'body', parameters: [{ type: 'text', text: 'Ben', parameter_name: 'customer' }] },
  ]);
});

test('what a parameter holds is never taken for a variable', async () => {
  const read = await only(template({ components: [{ type: 'BODY', text: '{{1}} {{2}}' }] }));
  expect(fillTemplate(read, ['{{2}}', '$&'])).toBe('{{2}} $&');
});

test.each([
  [
    'a picture above it',
    {
      components: [
        { type: 'HEADER', format: 'IMAGE' },
        { type: 'BODY', text: 'x' },
      ],
    },
  ],
  ['a one-time code', { category: 'AUTHENTICATION' }],
  [
    'a form',
    {
      components: [
        { type: 'BODY', text: 'x' },
        { type: 'BUTTONS', buttons: [{ type: 'FLOW', text: 'Go' }] },
      ],
    },
  ],
])('one with %s says why it cannot be sent', async (_what, more) => {
  expect((await only(template(more))).unusable).toMatch(/\.$/);
});

test('only approved ones are taken, and one that cannot be read costs no other', async () => {
  answers(template({ status: 'PAUSED' }), { nonsense: true }, null, template({ name: 'good' }));
  expect(await list()).toMatchObject({ kind: 'found', templates: [{ name: 'good' }] });
});

test('further pages follow by cursor at our own address, whatever address the answer names', async () => {
  graph.answerWith((response, { url }) => {
    const isFirst = !url.includes('after=');
    const paging = isFirst
      ? { next: 'http://192.0.2.1/steal', cursors: { after: 'c1' } }
      : { cursors: { after: 'c2' } };
    json(200, { data: [template({ name: isFirst ? 'one' : 'two' })], paging })(
      response,
      graph.arrived[0] ?? { method: '', url, headers: {}, body: '' },
    );
  });
  expect(await list()).toMatchObject({ kind: 'found', templates: [{ name: 'one' }, { name: 'two' }] });
  expect(graph.arrived.map(({ url }) => url)).toEqual([
    '/v25.0/9001/message_templates?status=APPROVED&limit=100',
    '/v25.0/9001/message_templates?status=APPROVED&limit=100&after=c1',
  ]);
});

test('a refusal keeps its code; without an account nobody is asked', async () => {
  graph.answerWith(json(401, { error: { code: 190, message: 'words' } }));
  expect(await list()).toEqual({ kind: 'refused', code: 190 });
  graph.arrived.splice(0);
  expect(await list(null)).toBeNull();
  expect(graph.arrived).toEqual([]);
});
