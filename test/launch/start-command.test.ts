import { execFileSync, spawn } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { temporaryFolder } from './temporary-folder';

const ROOT = path.resolve(__dirname, '../..');

/**
 * A checkout with the real start.mjs, whose one dependency stands in for tsx and lies in the checkout: no network is used.
 * Marked as a release, so that nothing is left to be built: these are tests of what comes before.
 */
function checkout(): string {
  const dir = temporaryFolder();
  mkdirSync(path.join(dir, 'packages/tsx/cjs'), { recursive: true });
  for (const file of ['start.mjs', 'build.mjs']) copyFileSync(path.join(ROOT, file), path.join(dir, file));
  writeFileSync(path.join(dir, 'packages/tsx/package.json'), JSON.stringify({ name: 'tsx', version: '1.0.0' }));
  writeFileSync(path.join(dir, 'packages/tsx/cjs/api.js'), 'exports.register = () => undefined;');
  writeFileSync(
    path.join(dir, 'package.json'),
    JSON.stringify({ name: 'checkout', devDependencies: { tsx: 'file:./packages/tsx' } }),
  );
  mkdirSync(path.join(dir, 'dist'));
  writeFileSync(path.join(dir, 'dist/.release'), '');
  writeFileSync(path.join(dir, 'start.ts'), `exports.main = async (argv) => { console.log('main', ...argv); };`);
  execFileSync('npm', ['install', '--package-lock-only', '--offline', '--no-audit'], { cwd: dir, stdio: 'ignore' });
  return dir;
}

async function start(dir: string, ...args: string[]): Promise<{ code: number | null; stdout: string; stderr: string }> {
  const child = spawn(process.execPath, ['start.mjs', ...args], { cwd: dir });
  const [stdout, stderr, code] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    new Promise<number | null>((resolve) => child.once('exit', resolve)),
  ]);
  return { code, stdout, stderr };
}

test('a fresh clone installs what is missing, says so, and hands over with all arguments', async () => {
  const dir = checkout();
  const { code, stdout, stderr } = await start(dir, 'dev', '--open');
  expect({ code, stdout }).toEqual({ code: 0, stdout: 'main dev --open\n' });
  expect(stderr).toMatch(/… installing packages\n✓ installing packages {2}\d+\.\d s\n/);
});

test('what is installed is not installed again, also when npm ci was run by hand', async () => {
  const dir = checkout();
  execFileSync('npm', ['ci', '--offline', '--no-audit'], { cwd: dir, stdio: 'ignore' });
  expect((await start(dir, 'dev')).stderr).not.toContain('installing');
});

test('a changed lockfile is installed by the next start', async () => {
  const dir = checkout();
  await start(dir, 'dev');
  mkdirSync(path.join(dir, 'packages/added'));
  writeFileSync(path.join(dir, 'packages/added/package.json'), JSON.stringify({ name: 'added', version: '1.0.0' }));
  execFileSync('npm', ['install', '--package-lock-only', '--offline', '--no-audit', './packages/added'], {
    cwd: dir,
    stdio: 'ignore',
  });

  await start(dir, 'dev');

  expect(existsSync(path.join(dir, 'node_modules/added/package.json'))).toBe(true);
});

test('two starts at once install once, and both go on', async () => {
  const dir = checkout();
  const starts = await Promise.all([start(dir, 'dev'), start(dir, 'dev')]);
  expect(starts.map(({ stdout }) => stdout)).toEqual(['main dev\n', 'main dev\n']);
  expect(starts.filter(({ stderr }) => stderr.includes('✓ installing packages'))).toHaveLength(1);
});

test("a failed install ends the start with npm's own words", async () => {
  const dir = checkout();
  writeFileSync(
    path.join(dir, 'package.json'),
    JSON.stringify({ name: 'checkout', dependencies: { 'not-in-the-lockfile': '1.0.0' } }),
  );
  rmSync(path.join(dir, 'node_modules'), { recursive: true, force: true });
  const { code, stderr } = await start(dir, 'dev');
  expect(code).toBe(1);
  expect(stderr).toContain('not-in-the-lockfile');
});

test('a release starts without the dev dependencies and without its sources', async () => {
  const dir = checkout();
  writeFileSync(
    path.join(dir, 'dist/start.js'),
    `exports.main = async (argv) => { console.log(process.env.NODE_ENV, ...argv); };`,
  );
  rmSync(path.join(dir, 'start.ts'));

  const { stdout } = await start(dir, 'start', 'api');

  expect(stdout).toMatch(/^(test|production) start api\n$/);
  expect(existsSync(path.join(dir, 'node_modules/tsx'))).toBe(false);
});

test.each([[[]], [['serve']], [['start', 'everything']], [['start', 'api', 'worker']]])(
  '%j is answered with the usage and exit code 64',
  async (args) => {
    const { code, stderr } = await start(ROOT, ...args);
    expect(code).toBe(64);
    expect(stderr).toContain('npm run dev');
  },
);
