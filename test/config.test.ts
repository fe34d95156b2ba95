import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { ConfigError, readConfig } from '../config';
import { DEFAULT_TIMINGS } from '../domain/timings';

/** Everything production needs. */
const COMPLETE = {
  DATABASE_URL: 'postgres://baton@127.0.0.1:5432/baton',
  TEMPORAL_ADDRESS: '127.0.0.1:7233',
  PUBLIC_URL: 'https://baton.example',
  WHATSAPP_ACCESS_TOKEN: 'EAAG-token',
  WHATSAPP_PHONE_NUMBER_ID: '7001',
  WHATSAPP_APP_SECRET: 'app-secret',
  WHATSAPP_VERIFY_TOKEN: 'verify-token',
  RESEND_API_KEY: 're_key',
  RESEND_FROM: 'Support <support@example.com>',
  OWNER_EMAIL: 'owner@example.com',
};

function problemsOf(mode: 'dev' | 'production', env: Record<string, string>): readonly string[] {
  try {
    readConfig(mode, env);
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
}

test('a complete environment is accepted, and what it leaves out has a default', () => {
  const config = readConfig('production', COMPLETE);
  expect(config).toMatchObject({
    host: '0.0.0.0',
    port: 8080,
    temporal: { namespace: 'default', tls: null, taskQueuePrefix: null },
    whatsapp: { appSecrets: ['app-secret'] },
    openai: { apiKey: null, api: 'auto' },
    timings: DEFAULT_TIMINGS,
  });
  expect(config.whatsapp.baseUrl).toMatch(/^https:\/\/graph\.facebook\.com/);
});

test('`npm run dev` needs nothing at all', () => {
  expect(problemsOf('dev', {})).toEqual([]);
});

test('everything that is missing is reported at once, by name', () => {
  const problems = problemsOf('production', {});
  for (const name of Object.keys(COMPLETE)) expect(problems).toContain(`${name} is missing`);
  expect(problems).toHaveLength(Object.keys(COMPLETE).length);
});

test('an empty value counts as missing', () => {
  expect(problemsOf('production', { ...COMPLETE, RESEND_API_KEY: '' })).toEqual(['RESEND_API_KEY is missing']);
});

const MALFORMED = {
  BATON_HOST: 'secret.example',
  PORT: '99999-secret',
  PUBLIC_URL: 'baton.example/secret',
  DATABASE_URL: 'mysql://root:secret@127.0.0.1/baton',
  TEMPORAL_ADDRESS: 'http://secret.example',
  TEMPORAL_TLS: 'secret',
  TEMPORAL_TASK_QUEUE_PREFIX: 'has a secret blank',
  WHATSAPP_PHONE_NUMBER_ID: '+351 secret',
  WHATSAPP_GRAPH_VERSION: 'secret',
  OPENAI_API: 'secret',
  RESEND_FROM: 'secret',
  RESEND_WEBHOOK_SECRET: 'secret',
  PUSH_INTERNAL_ORIGINS: 'https://secret.example:8443, https://secret.example/path',
  SESSION_SECRET: 'secret',
  API_KEY: 'secret',
  OWNER_EMAIL: 'secret',
  BURST_WINDOW_MS: 'secret',
  BATON_TIMINGS: '{"burst":"secret"}',
};

test('everything malformed is reported at once, by name and never by value', () => {
  const problems = problemsOf('production', { ...COMPLETE, ...MALFORMED });
  for (const name of Object.keys(MALFORMED))
    expect(problems.filter((problem) => problem.startsWith(`${name} must be `))).toHaveLength(1);
  expect(problems.join('\n').replaceAll('SECRET', '')).not.toMatch(/secret(?! that begins with)/);
});

test('values that contradict each other are named', () => {
  expect(
    problemsOf('dev', { WHATSAPP_ACCESS_TOKEN: 'x', RESEND_API_KEY: 'y', TEMPORAL_TLS_CLIENT_CERT_DATA: 'z' }),
  ).toEqual([
    'WHATSAPP_ACCESS_TOKEN is set, so WHATSAPP_PHONE_NUMBER_ID must be set too',
    'WHATSAPP_ACCESS_TOKEN is set, so WHATSAPP_APP_SECRET must be set too',
    'WHATSAPP_ACCESS_TOKEN is set, so WHATSAPP_VERIFY_TOKEN must be set too',
    'RESEND_API_KEY is set, so RESEND_FROM must be set too',
    'TEMPORAL_TLS_CLIENT_CERT_DATA is set, so TEMPORAL_TLS_CLIENT_KEY_DATA must be set too',
  ]);
});

test('several app secrets may be given, so that a secret can be changed without a gap', () => {
  const { whatsapp } = readConfig('production', { ...COMPLETE, WHATSAPP_APP_SECRET: 'new, old ,' });
  expect(whatsapp.appSecrets).toEqual(['new', 'old']);
});

describe('BATON_TIMINGS', () => {
  test('changes what it names and leaves the rest', () => {
    const { timings } = readConfig('dev', { BATON_TIMINGS: '{"idle":5000}' });
    expect(timings).toEqual({ ...DEFAULT_TIMINGS, idle: 5_000 });
  });

  test('BURST_WINDOW_MS wins over its own burst', () => {
    const { timings } = readConfig('dev', { BATON_TIMINGS: '{"burst":1}', BURST_WINDOW_MS: '2' });
    expect(timings.burst).toBe(2);
  });

  test.each(['{"brust":1}', '{"idle":-1}', '{"idle":"5000"}', '[]', 'null', '{', '"words"'])(
    'refuses %s, so that a misspelt delay is not silently the default',
    (value) => {
      const problems = problemsOf('dev', { BATON_TIMINGS: value });
      expect(problems).toHaveLength(1);
      expect(problems[0]).toMatch(/^BATON_TIMINGS must be a JSON object of milliseconds, with names among burst, /);
    },
  );
});

test('a start with a bad environment ends with 78 (EX_CONFIG), and prints names but no secret', async () => {
  const root = path.resolve(__dirname, '..');
  const child = spawn(process.execPath, ['-r', 'tsx/cjs', '-e', `void require('./start').main(['start'])`], {
    cwd: root,
    env: { PATH: process.env['PATH'], ...MALFORMED, WHATSAPP_ACCESS_TOKEN: 'secret' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let printed = '';
  child.stdout.on('data', (chunk: Buffer) => (printed += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (printed += chunk.toString()));
  const [code] = (await once(child, 'close')) as [number];
  expect(code).toBe(78);
  expect(printed).toContain('DATABASE_URL must be a postgres:// address');
  expect(printed).toContain('WHATSAPP_VERIFY_TOKEN is missing');
  expect(printed.replaceAll('SECRET', '')).not.toMatch(/secret(?! that begins with)/);
});

test('a role that does not exist is a mistake in the configuration, not a crash', async () => {
  const child = spawn(process.execPath, ['-r', 'tsx/cjs', '-e', `void require('./start').main(['start', 'wroker'])`], {
    cwd: path.resolve(__dirname, '..'),
    env: { PATH: process.env['PATH'], ...COMPLETE },
    stdio: 'ignore',
  });
  const [code] = (await once(child, 'close')) as [number];
  expect(code).toBe(78);
});
