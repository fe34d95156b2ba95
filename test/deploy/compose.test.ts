import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { readConfig } from '../../config';
import { VARIABLES } from '../../config-variables';
import { TEMPORAL_SERVER_SERIES } from '../../launch/temporal-cli';
import { DYNAMIC_CONFIG } from '../../launch/temporal-server';
import { exampleEnvironment, FILLED_IN, loadProject, ROOT, type Service } from './compose-project';

jest.setTimeout(180_000);

const compose = readFileSync(path.join(ROOT, 'docker-compose.yml'), 'utf8');
const ROLES = ['api', 'worker'] as const;

/** Names that docker-compose.yml takes from .env, and whether it refuses to start without them. */
function interpolated(): Map<string, { required: boolean }> {
  const found = [...compose.matchAll(/\$\{([A-Z_]+)(:\?)?/g)];
  return new Map(found.map(([, name = '', demanded]) => [name, { required: demanded !== undefined }]));
}

let services: Record<string, Service>;
beforeAll(() => {
  services = loadProject({ ...exampleEnvironment(), ...FILLED_IN });
});

const service = (name: string): Service => {
  const found = services[name];
  if (found === undefined) throw new Error(`there is no service ${name}`);
  return found;
};

test('a filled-in .env.example gives both roles a configuration that production accepts', () => {
  for (const role of ROLES) {
    const { environment, command } = service(role);
    expect(command).toEqual(['start', role]);
    expect(Object.keys(environment).filter((name) => !VARIABLES.includes(name))).toEqual([]);
    expect(readConfig('production', environment)).toMatchObject({
      host: '0.0.0.0',
      port: 8080,
      databaseUrl: 'postgres://baton:b4ton@postgres:5432/baton',
      temporal: { address: 'temporal:7233' },
    });
  }
});

test('Compose refuses to start while anything that must be set is not, and names all of it', () => {
  const required = [...interpolated()].filter(([, { required }]) => required).map(([name]) => name);
  expect(required).toEqual(expect.arrayContaining(Object.keys(FILLED_IN)));
  const without = { ...exampleEnvironment(), ...Object.fromEntries(required.map((name) => [name, ''])) };
  const refusal = refusalOf(() => loadProject(without));
  for (const name of required) expect(refusal).toContain(`required variable ${name} is missing a value`);
});

test('.env.example has each name that the compose file takes, and no other', () => {
  expect(Object.keys(exampleEnvironment()).sort()).toEqual([...interpolated().keys()].sort());
});

test('nothing is published but on this machine, and neither Postgres nor Temporal at all', () => {
  const published = Object.entries(services).flatMap(([name, { ports = [] }]) =>
    ports.map(({ host_ip, target }) => `${name} ${host_ip} ${target}`),
  );
  expect(published.sort()).toEqual(['api 127.0.0.1 8080', 'temporal-ui 127.0.0.1 8080']);
});

test('whatever is started again by itself, and data is in a volume', () => {
  const lasting = Object.entries(services).filter(([, { restart }]) => restart === 'unless-stopped');
  expect(lasting.map(([name]) => name).sort()).toEqual(['api', 'postgres', 'temporal', 'temporal-ui', 'worker']);
  expect(service('postgres').volumes).toContainEqual(
    expect.objectContaining({ type: 'volume', source: 'postgres', target: '/var/lib/postgresql' }),
  );
  for (const role of ROLES) expect(service(role).read_only).toBe(true);
});

test('what is waited for has something to wait by, and every mounted folder is here', () => {
  for (const { depends_on = {}, volumes = [] } of Object.values(services)) {
    for (const [name, { condition }] of Object.entries(depends_on)) {
      if (condition === 'service_healthy') expect(service(name).healthcheck).toBeDefined();
      else expect([condition, service(name).restart]).toEqual(['service_completed_successfully', 'on-failure']);
    }
    for (const { source, type } of volumes)
      if (type === 'bind') expect(existsSync(path.join(ROOT, 'deploy', path.basename(source)))).toBe(true);
  }
});

test('the Temporal server is of the series that is tested, and set as the embedded one is', () => {
  for (const name of ['temporal', 'temporal-schema', 'temporal-namespace'])
    expect(service(name).image).toMatch(new RegExp(`^temporalio/[a-z-]+:${TEMPORAL_SERVER_SERIES}\\d+$`));
  const file = readFileSync(path.join(ROOT, 'deploy', 'temporal', 'dynamic-config.yaml'), 'utf8');
  const settings = [...file.matchAll(/^(\S+):\n {2}- value: (.+)$/gm)].map(([, name, value]) => `${name}=${value}`);
  expect(settings).toEqual(DYNAMIC_CONFIG.map((setting) => setting.replaceAll('"', '')));
});

function refusalOf(load: () => unknown): string {
  try {
    load();
    return 'it was accepted';
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
