import { routers } from '../../api/app';
import { OPERATIONS } from '../../api/contract/operations';
import { createMetrics } from '../../api/metrics';
import { openApiDocument } from '../../api/openapi';
import { createEmailClient } from '../../channels/email/client';
import { createPool } from '../../db/pool';
import { DEFAULT_TIMINGS } from '../../domain/timings';
import { at } from './answer';

const document = openApiDocument('https://baton.example');
const METHODS = ['get', 'post', 'put', 'patch', 'delete'];
/** Pages for people, and their files. */
const UNDOCUMENTED = /^\/(api\/docs|conversations)\//;

function registered(): string[] {
  const db = createPool({
    url: 'postgres://nobody@127.0.0.1:1/none',
    applicationName: 'test',
    onError: () => undefined,
  });
  const nothing = () => undefined;
  const found = routers({
    db,
    webhookDb: db,
    timings: DEFAULT_TIMINGS,
    ring: nothing,
    whatsapp: { appSecrets: [], verifyToken: null, readTemplates: () => Promise.resolve([]) },
    resendWebhookSecret: null,
    publicUrl: 'https://baton.example',
    temporalUiUrl: null,
    namespace: 'default',
    temporalHealth: () => 'unknown',
    log: { info: nothing, warn: nothing, error: nothing },
    onArticlesChanged: nothing,
    previewTurn: () => Promise.reject(new Error('none here')),
    questionDesk: { group: () => Promise.resolve([]), ask: () => Promise.resolve(new Map()) },
    push: { publicKey: 'B', internalOrigins: [] },
    inboxFolder: '.',
    signIn: {
      email: createEmailClient({ apiKey: 're_none', baseUrl: 'http://127.0.0.1:1', from: 'nobody@example.com' }),
      business: 'Casa Luma',
      sessionSecret: 'secret',
      trustedProxies: 0,
    },
    metrics: createMetrics({ db, temporalHealth: () => 'unknown' }),
  });
  return found
    .flatMap(({ stack }) => stack)
    .flatMap(({ route }) => {
      // The inbox page's router has a list of addresses, whatever express's types say.
      const pattern: unknown = route?.path;
      const path = typeof pattern === 'string' ? pattern.replace(/:(\w+)/g, '{$1}') : null;
      if (path === null || UNDOCUMENTED.test(path)) return [];
      return [...new Set(route?.stack.map(({ method }) => method))].map((method) => `${method} ${path}`);
    })
    .sort();
}

function documented(): string[] {
  return Object.entries(document.paths ?? {})
    .flatMap(([path, item]) => Object.keys(item).map((method) => `${method} ${path}`))
    .sort();
}

test('the document names exactly the routes there are', () => {
  expect(documented()).toEqual(registered());
  expect(new Set(documented()).size).toBe(OPERATIONS.length);
});

test('the document is OpenAPI 3.1, and everything it refers to is in it', () => {
  expect(document.openapi).toBe('3.1.0');
  const references = [...JSON.stringify(document).matchAll(/"\$ref":"#\/([^"]+)"/g)].map(([, path]) => String(path));
  expect(references.length).toBeGreaterThan(20);
  for (const reference of references)
    expect([reference, at(document, reference.replaceAll('/', '.'))]).not.toContain(undefined);
});

test('every operation says what it takes, what it answers and how it refuses', () => {
  const ids = new Set<unknown>();
  for (const [path, item] of Object.entries(document.paths ?? {}))
    for (const [method, operation] of Object.entries(item)) {
      expect(METHODS).toContain(method);
      ids.add(at(operation, 'operationId'));
      const declared = at(operation, 'parameters') ?? [];
      const named = Array.isArray(declared) ? declared.filter((each) => at(each, 'in') === 'path') : [];
      expect(named.map((each) => at(each, 'name'))).toEqual([...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name));
      expect(['200', '201', '204'].some((status) => at(operation, `responses.${status}`) !== undefined)).toBe(true);
      expect(at(operation, 'summary')).toEqual(expect.any(String));
    }
  expect(ids.size).toBe(OPERATIONS.length);
});

test('the schemas of the fixed shapes are in the document by name', () => {
  for (const name of ['Conversation', 'Handoff', 'Message', 'HandoffSettings', 'Problem', 'Teammate', 'Article'])
    expect(at(document, `components.schemas.${name}`)).toBeDefined();
});

test('what may be missing is said to be, so that generated clients do not trip over null', () => {
  for (const name of ['assignee', 'handoff']) {
    const alternatives = at(document, `components.schemas.Conversation.properties.${name}.anyOf`);
    expect(alternatives).toContainEqual({ type: 'null' });
  }
});
