import { createTemplateReader } from '../../api/template-list';
import type { TemplateList } from '../../channels/whatsapp/templates';
import type { Template } from '../../domain/template';
import { clientId, newWaId, startApi, type ApiUnderTest } from './api-under-test';

const FOLLOW_UP: Template = {
  name: 'follow_up',
  language: 'en',
  category: 'UTILITY',
  header: 'Order {{1}}',
  body: 'Hello {{1}}, about {{2}}.',
  footer: 'Casa Luma',
  buttons: ['Continue'],
  variables: [
    { in: 'header', name: '1', example: null },
    { in: 'body', name: '1', example: 'Ana' },
    { in: 'body', name: '2', example: null },
  ],
  named: false,
  unusable: null,
};
const WITH_PICTURE: Template = { ...FOLLOW_UP, name: 'with_picture', unusable: 'It begins with a file or a place.' };

let answer: TemplateList | null = { kind: 'found', templates: [FOLLOW_UP, WITH_PICTURE] };
let asked = 0;
const reader = () =>
  createTemplateReader(() => {
    asked++;
    return Promise.resolve(answer);
  });

let api: ApiUnderTest;
beforeAll(async () => {
  api = await startApi({
    whatsapp: { appSecrets: ['app-secret-0123456789'], verifyToken: null, readTemplates: reader() },
  });
});
afterAll(() => api.stop());

const post = (id: string, template: Record<string, unknown>, key = api.owner.key, click = clientId()) =>
  api.call('POST', `/api/conversations/${id}/messages`, { key, body: { clientId: click, template } });
const PARAMETERS = ['7-11', 'Ana', 'your lamp'];

/** A conversation whose customer wrote two days ago. */
async function closedConversation(): Promise<string> {
  const id = await api.conversation('Hello', newWaId());
  await api.db.query(`update conversation set last_customer_message_at = now() - interval '2 days' where id = $1`, [
    id,
  ]);
  return id;
}

test('the approved templates are listed, and WhatsApp is asked once for many who look', async () => {
  const list = await api.call('GET', '/api/templates', { key: api.ana.key });
  expect(list.body).toMatchObject({
    items: [
      { name: 'follow_up', variables: [{ in: 'header', name: '1' }, { in: 'body', example: 'Ana' }, { name: '2' }] },
      { name: 'with_picture', unusable: 'It begins with a file or a place.' },
    ],
  });
  asked = 0;
  const read = reader();
  await Promise.all([read(), read()]);
  await read();
  expect(asked).toBe(1);
});

test('a template goes out after the 24 hours, where words do not, and takes the conversation over', async () => {
  const id = await closedConversation();
  const words = await api.call('POST', `/api/conversations/${id}/messages`, {
    body: { clientId: clientId(), text: 'Hello?' },
  });
  expect(words.body['code']).toBe('service_window_closed');
  const sent = await post(id, { name: 'follow_up', language: 'en', parameters: PARAMETERS }, api.ana.key);
  expect(sent.body).toMatchObject({
    kind: 'template',
    purpose: 'template',
    text: 'Order 7-11\n\nHello Ana, about your lamp.\n\nCasa Luma',
    buttons: [{ title: 'Continue' }],
    author: { kind: 'teammate', teammateId: api.ana.id },
    opening: null,
  });
  expect((await api.call('GET', `/api/conversations/${id}`)).body).toMatchObject({
    handler: { kind: 'teammate', teammateId: api.ana.id },
    waitingSince: null,
  });
});

test('a repeated click is one template; other parameters under its id are refused', async () => {
  const id = await closedConversation();
  const click = clientId();
  const template = { name: 'follow_up', language: 'en', parameters: PARAMETERS };
  const answers = await Promise.all([1, 2, 3].map(() => post(id, template, api.owner.key, click)));
  expect(new Set(answers.map(({ body }) => body['id'])).size).toBe(1);
  const other = { ...template, parameters: ['1', '2', '3'] };
  expect((await post(id, other, api.owner.key, click)).body['code']).toBe('client_id_reused');
});

test.each([
  ['that is not approved', { name: 'unknown', language: 'en', parameters: [] }, 409, 'template_unavailable'],
  ['of another language', { name: 'follow_up', language: 'de', parameters: PARAMETERS }, 409, 'template_unavailable'],
  [
    'that Baton cannot fill',
    { name: 'with_picture', language: 'en', parameters: PARAMETERS },
    409,
    'template_unavailable',
  ],
  ['with a parameter too few', { name: 'follow_up', language: 'en', parameters: ['1', '2'] }, 400, 'invalid_request'],
  [
    'with an empty parameter',
    { name: 'follow_up', language: 'en', parameters: ['1', ' ', '3'] },
    400,
    'invalid_request',
  ],
])('a template %s is refused before anything is stored', async (_how, template, status, code) => {
  const id = await closedConversation();
  const refused = await post(id, template);
  expect([refused.status, refused.body['code']]).toEqual([status, code]);
  expect((await api.call('GET', `/api/conversations/${id}`)).body).toMatchObject({ handler: { kind: 'ai' } });
});

test('who cannot be asked says so: a missing variable by its name, WhatsApp with what to do', async () => {
  const asks = async (given: TemplateList | null) => {
    answer = given;
    const beside = await api.beside({
      whatsapp: { appSecrets: [], verifyToken: null, readTemplates: reader() },
    });
    const response = await fetch(`${beside.url}/api/templates`, {
      headers: { authorization: `Bearer ${api.owner.key}` },
    });
    await beside.close();
    return [response.status, await response.text()] as const;
  };
  expect(await asks(null)).toEqual([409, expect.stringContaining('WHATSAPP_BUSINESS_ACCOUNT_ID')]);
  expect(await asks({ kind: 'refused', code: 190 })).toEqual([503, expect.stringContaining('new access token')]);
  expect(await asks({ kind: 'unreachable' })).toEqual([503, expect.stringContaining('does not answer')]);
});
