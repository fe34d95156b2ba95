import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { temporaryFolder } from '../launch/temporary-folder';
import { ROOT } from './compose-project';

const dockerfile = readFileSync(path.join(ROOT, 'Dockerfile'), 'utf8');
const image = dockerfile.slice(dockerfile.lastIndexOf('\nFROM '));

/** Paths that the last stage takes from the stage that built them. */
function copied(): string[] {
  const lines = [...image.matchAll(/^COPY --from=build (.+) \S+$/gm)];
  return lines.flatMap(([, names = '']) => names.split(' ').map((name) => path.relative('/baton', name)));
}

/** The image's folder, with a program in dist/ that only says what it was asked. */
function unpacked(): string {
  const dir = temporaryFolder();
  for (const name of copied().filter((name) => name !== 'dist')) cpSync(path.join(ROOT, name), path.join(dir, name));
  mkdirSync(path.join(dir, 'dist'));
  writeFileSync(path.join(dir, 'dist', '.release'), '');
  writeFileSync(path.join(dir, 'dist', 'start.js'), 'exports.main = (argv) => console.log(argv.join(" "));');
  symlinkSync(path.join(ROOT, 'node_modules'), path.join(dir, 'node_modules'), 'dir');
  return dir;
}

test('what the image holds is enough to start: nothing is installed, built or written', () => {
  expect(copied()).toContain('dist');
  const dir = unpacked();
  const before = readdirSync(dir, { recursive: true });
  const [, entry = ''] = /^ENTRYPOINT (.+)$/m.exec(image) ?? [];
  const [node, ...args] = JSON.parse(entry) as string[];
  expect(node).toBe('node');
  for (const role of ['api', 'worker'])
    expect(execFileSync(process.execPath, [...args, 'start', role], { cwd: dir, encoding: 'utf8' })).toBe(
      `start ${role}\n`,
    );
  expect(readdirSync(dir, { recursive: true })).toEqual(before);
});

test('it runs as nobody in particular, and is asked for its health where both roles answer', () => {
  expect(/^USER (.+)$/m.exec(image)?.[1]).toBe('node');
  expect(image).toMatch(/^HEALTHCHECK [^]*METRICS_PORT[^]*\/readyz/m);
  expect(image).toMatch(/^ENV METRICS_PORT=\d+$/m);
});

test('secrets and data of the folder it is built in are left out', () => {
  const ignored = readFileSync(path.join(ROOT, '.dockerignore'), 'utf8').split('\n');
  expect(ignored).toEqual(expect.arrayContaining(['.env', '.env.*', '.git', '.baton', 'node_modules', 'dist']));
});
