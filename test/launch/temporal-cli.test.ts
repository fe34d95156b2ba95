import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import path from 'node:path';
import { createProgress } from '../../launch/progress';
import { resolveTemporalCli, TEMPORAL_CLI_VERSION, type TemporalCliOptions } from '../../launch/temporal-cli';
import { temporaryFolder } from './temporary-folder';

const CURRENT = `temporal version ${TEMPORAL_CLI_VERSION} (Server 1.31.2, UI 2.50.1)`;
const lines: string[] = [];
const progress = createProgress({ write: (text) => lines.push(text) });
const servers: Server[] = [];
beforeEach(() => {
  lines.length = 0;
});
afterAll(() => servers.forEach((server) => server.close()));

function program(name: string, script: string): string {
  const file = path.join(temporaryFolder(), name);
  writeFileSync(file, `#!/bin/sh\n${script}\n`);
  chmodSync(file, 0o755);
  return file;
}
const temporal = (version: string) => program('temporal', `echo '${version}'`);

/** A download site; `archive` is what it serves, 404 without one. */
async function site(archive?: Buffer): Promise<{ url: string; requests: string[] }> {
  const requests: string[] = [];
  const server = createServer((request, response) => {
    requests.push(request.url ?? '');
    response.statusCode = archive ? 200 : 404;
    response.end(archive);
  }).listen(0, '127.0.0.1');
  servers.push(server);
  await once(server, 'listening');
  const address = server.address();
  return { url: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`, requests };
}

function archiveOf(version: string): Buffer {
  const file = temporal(version);
  return execFileSync('tar', ['-cz', '-C', path.dirname(file), 'temporal']);
}

/** A machine with nothing on it: an empty PATH, an empty cache, a download site that has nothing. */
async function bareMachine(): Promise<TemporalCliOptions & { cacheDir: string }> {
  return { progress, searchPath: temporaryFolder(), cacheDir: temporaryFolder(), downloadUrl: (await site()).url };
}

/** Stands in for Go: writes a program to the path behind -o, and counts. */
function fakeGo(): { searchPath: string; builds: () => number } {
  const log = path.join(temporaryFolder(), 'log');
  const go = program(
    'go',
    `while [ "$1" != -o ]; do shift; done; sleep 0.3; echo built >> '${log}'; printf '#!/bin/sh\\necho "${CURRENT}"\\n' > "$2"; chmod +x "$2"`,
  );
  const shell = ['sleep', 'chmod', 'printf']
    .map((name) => `ln -s "$(command -v ${name})" '${path.dirname(go)}'`)
    .join('; ');
  execFileSync('/bin/sh', ['-c', shell.replace(/ln -s "\$\(command -v printf\)" [^;]*$/, 'true')]);
  return { searchPath: path.dirname(go), builds: () => readFileSync(log, 'utf8').trim().split('\n').length };
}

test('TEMPORAL_CLI_PATH wins, whatever its version', async () => {
  const cliPath = temporal('temporal version 1.5.1 (Server 1.29.1, UI 2.42.1)');
  const cli = await resolveTemporalCli({ ...(await bareMachine()), cliPath });
  expect(cli).toEqual({ path: cliPath, version: '1.5.1', source: 'TEMPORAL_CLI_PATH' });
});

test('a TEMPORAL_CLI_PATH that is no Temporal CLI is an error, not a reason to look elsewhere', async () => {
  await expect(resolveTemporalCli({ ...(await bareMachine()), cliPath: '/bin/true' })).rejects.toThrow(
    'TEMPORAL_CLI_PATH',
  );
});

test('a CLI on PATH is used when its server is of our series', async () => {
  const file = temporal('temporal version 1.8.0 (Server 1.31.0, UI 2.50.0)');
  const cli = await resolveTemporalCli({ ...(await bareMachine()), searchPath: path.dirname(file) });
  expect(cli).toEqual({ path: file, version: '1.8.0', source: 'PATH' });
});

test('a CLI on PATH of another series is left alone, which is said, and the cache is used', async () => {
  const machine = await bareMachine();
  const cached = path.join(machine.cacheDir, 'temporal', TEMPORAL_CLI_VERSION, 'temporal');
  mkdirSync(path.dirname(cached), { recursive: true });
  writeFileSync(cached, '');
  const file = temporal('temporal version 1.5.1 (Server 1.29.1, UI 2.42.1)');

  const cli = await resolveTemporalCli({ ...machine, searchPath: path.dirname(file) });

  expect(cli).toEqual({ path: cached, version: TEMPORAL_CLI_VERSION, source: 'cache' });
  expect(lines.join('')).toContain('its server is 1.29.1');
});

test('a missing CLI is downloaded once and then found in the cache', async () => {
  const { url, requests } = await site(archiveOf(CURRENT));
  const machine = { ...(await bareMachine()), downloadUrl: url };
  expect(await resolveTemporalCli(machine)).toMatchObject({ source: 'download' });
  expect(await resolveTemporalCli(machine)).toMatchObject({ source: 'cache' });
  expect(requests).toHaveLength(1);
  expect(requests[0]).toContain(`/cli/archive/v${TEMPORAL_CLI_VERSION}?platform=${process.platform}&arch=`);
});

test('a download that is not the version asked for never reaches the cache', async () => {
  const { url } = await site(archiveOf('temporal version 9.9.9 (Server 9.9.9, UI 9)'));
  const machine = { ...(await bareMachine()), downloadUrl: url };
  await expect(resolveTemporalCli(machine)).rejects.toThrow('9.9.9');
  expect(existsSync(path.join(machine.cacheDir, 'temporal', TEMPORAL_CLI_VERSION, 'temporal'))).toBe(false);
});

test('two starts at once build one CLI, and say how long it takes before they begin', async () => {
  const go = fakeGo();
  const machine = { ...(await bareMachine()), searchPath: go.searchPath };

  const sources = (await Promise.all([resolveTemporalCli(machine), resolveTemporalCli(machine)])).map(
    ({ source }) => source,
  );

  expect(sources.sort()).toEqual(['build', 'cache']);
  expect(go.builds()).toBe(1);
  expect(lines.find((line) => line.includes('4-7 minutes'))).toBeDefined();
});

test('when nothing works the error names every way out', async () => {
  const failed = resolveTemporalCli(await bareMachine());
  for (const wayOut of ['TEMPORAL_CLI_PATH', 'Go 1.26', 'TEMPORAL_ADDRESS'])
    await expect(failed).rejects.toThrow(wayOut);
});
