// The first step of `npm run dev`, `npm start` and `npm test`. Plain Node without dependencies, because it installs them.

import { spawn } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, rmSync, statSync, utimesSync } from 'node:fs';
import { createRequire } from 'node:module';
import { constants } from 'node:os';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const USAGE = `Usage:
  npm run dev                    everything on this machine: database, Temporal, api, worker, inbox, stand-ins
  npm start [-- api | worker]    production: both roles, or one of them
  npm run doctor                 says what is wrong with a set-up, and what to do
  npm run sign-in-link -- EMAIL  prints a link that signs this teammate in, for when mail is down
  npm test [-- <jest arguments>] the tests; npm run test:all adds those that take minutes
  npm run eval [-- --data=DIR]   how well the decision to hand off does on labelled messages; --json=FILE, --errors, --model=N
  npm run mutants [-- NAME ...]  makes known defects one by one; each must turn a test red
  npm run chaos                  kills whatever can die while messages come, judges every promise; --minutes=N --seed=S
  npm run bench                  measures speed, against baselines in the same run
`;

const root = path.dirname(fileURLToPath(import.meta.url));
const require = createRequire(import.meta.url);
const EX_USAGE = 64;

const [command, ...args] = process.argv.slice(2);
const commands = {
  bench,
  chaos,
  dev,
  doctor,
  eval: evaluate,
  mutants,
  start,
  'sign-in-link': signInLink,
  test,
  'test-all': testAll,
};
/** What a command may be followed by. */
const accepts = { start: isRole, 'sign-in-link': ({ length }) => length === 1 };

if (!isNodeNewEnough()) {
  fail(`Baton needs Node.js 20.19 or newer (24 is recommended); this is ${process.version}.`);
} else if (!Object.hasOwn(commands, command ?? '') || accepts[command]?.(args) === false) {
  process.stderr.write(USAGE);
  process.exitCode = EX_USAGE;
} else {
  try {
    await commands[command](args);
  } catch (error) {
    // A `code` marks an error whose message is written for the person at the terminal.
    fail(error instanceof Error && 'code' in error ? error.message : (error?.stack ?? String(error)));
  }
}

/** Runs in this very process, so that Ctrl-C reaches nobody else and the parts can be stopped in order. */
async function dev(devArguments) {
  await install();
  await buildForDev();
  const { main } = await step('loading', () => {
    require('tsx/cjs/api').register();
    return require('./start.ts');
  });
  await main(['dev', ...devArguments]);
}

async function start(role) {
  await compile();
  await require('./dist/start.js').main(['start', ...role]);
}

async function signInLink([email]) {
  await compile();
  await require('./dist/start.js').printSignInLink(email);
}

/** From the sources where they are: it is for whoever has not started anything yet, and needs nothing built. */
async function doctor() {
  const released = isRelease();
  await install({ withoutDev: released });
  if (!released) require('tsx/cjs/api').register();
  await require(released ? './dist/start.js' : './start.ts').doctor();
}

/** What production runs is compiled: anew when a source has changed. */
async function compile() {
  const released = isRelease();
  await install({ withoutDev: released });
  const { build, isBuilt } = await import('./build.mjs');
  if (!isBuilt())
    await withLock('build', async () => {
      if (!isBuilt()) await step('building dist/', () => build());
    });
  process.env.NODE_ENV ??= 'production';
  process.setSourceMapsEnabled(true);
}

/** What is not compiled on the way: the page and the workflows. Moments when their sources changed, nothing when they did not. */
async function buildForDev() {
  const { buildForDev, isBuiltForDev } = await import('./build.mjs');
  if (isBuiltForDev()) return;
  await withLock('build', async () => {
    if (!isBuiltForDev()) await step('building the inbox page and the workflows', () => buildForDev());
  });
}

function testAll(jestArguments) {
  return test(jestArguments, { BATON_TESTS: 'all' });
}

async function test(jestArguments, settings = {}) {
  const found = await prepareTests();
  const jest = path.join(root, 'node_modules', 'jest', 'bin', 'jest.js');
  process.exitCode = await run(process.execPath, [jest, '--config', 'jest.config.cjs', ...jestArguments], {
    ...found,
    ...settings,
  });
}

async function mutants(names) {
  const found = await prepareTests();
  const program = path.join(root, 'test', 'mutants', 'run-mutants-main.ts');
  process.exitCode = await run(process.execPath, ['-r', 'tsx/cjs', program, ...names], found);
}

/** One test, for as long as is wished. */
async function chaos(chaosArguments) {
  const { minutes, seed } = parseArgs({
    args: chaosArguments,
    options: { minutes: { type: 'string', default: '5' }, seed: { type: 'string', default: '1' } },
  }).values;
  await test(['test/chaos/chaos.test.ts'], { BATON_CHAOS_MINUTES: minutes, BATON_CHAOS_SEED: seed });
}

/** Installs and builds all that the tests need; returns the environment in which they find it. */
async function prepareTests() {
  await install();
  await buildForDev();
  require('tsx/cjs/api').register();
  const { createProgress } = require('./launch/progress.ts');
  const { prepareTests } = require('./launch/prepare-tests.ts');
  const { XDG_CACHE_HOME, TEMPORAL_CLI_PATH, CHROMIUM_PATH } = process.env;
  return prepareTests({
    progress: createProgress(process.stderr),
    cliPath: TEMPORAL_CLI_PATH,
    cacheDir: XDG_CACHE_HOME ? path.join(XDG_CACHE_HOME, 'baton') : undefined,
    chromiumPath: CHROMIUM_PATH,
  });
}

/** Ours runs compiled, as in production; the measuring itself need not. */
async function bench(benchArguments) {
  await compile();
  require('tsx/cjs/api').register();
  process.exitCode = await require('./bench/main.ts').main(benchArguments);
}

/** Offline, from the sources where they are. */
async function evaluate(evalArguments) {
  await install();
  require('tsx/cjs/api').register();
  await require('./eval/main.ts').main(evalArguments);
}

/** Runs a program on our terminal and passes on the signals that only we got; resolves with its exit code. */
function run(program, programArguments, env) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, programArguments, { cwd: root, stdio: 'inherit', env: { ...process.env, ...env } });
    // Ctrl-C reaches the child by itself; the listener keeps us alive until it has ended.
    const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
    for (const signal of signals) process.on(signal, () => child.kill(signal));
    child.once('error', reject);
    child.once('exit', (code, signal) => resolve(code ?? 128 + constants.signals[signal]));
  });
}

/** Installs the dependencies when they are not those of package-lock.json. */
async function install({ withoutDev = false } = {}) {
  if (isInstalled(withoutDev)) return;
  await withLock('install', async () => {
    if (isInstalled(withoutDev)) return;
    await step('installing packages', () => npmCi(withoutDev ? '--omit=dev' : '--include=dev'));
  });
}

/**
 * npm keeps a list of what it has installed in node_modules; it is compared with package-lock.json, so an `npm ci` run by
 * hand counts too. Optional packages of other platforms are absent, and a node_modules made on another one is not ours.
 */
function isInstalled(withoutDev) {
  const wanted = packagesIn('package-lock.json');
  const installed = packagesIn('node_modules/.package-lock.json');
  if (!wanted || !installed) return false;
  const isHere = ([name, { version, integrity }]) => {
    const found = installed[name];
    return found?.version === version && found?.integrity === integrity && existsSync(path.join(root, name));
  };
  const isNeeded = ([name, { optional, dev, devOptional }]) =>
    name !== '' && !optional && !(withoutDev && (dev || devOptional));
  const allows = (list, here) => !list || list.includes(here) || list.some((name) => name.startsWith('!'));
  const isForUs = ({ os, cpu }) => allows(os, process.platform) && allows(cpu, process.arch);
  return Object.entries(wanted).filter(isNeeded).every(isHere) && Object.values(installed).every(isForUs);
}

function packagesIn(file) {
  try {
    return JSON.parse(readFileSync(path.join(root, file), 'utf8')).packages;
  } catch {
    return null;
  }
}

/** `--include=dev` because a NODE_ENV=production in the environment would leave out the compiler. */
function npmCi(scope) {
  const { npm_execpath: npmCli = '' } = process.env;
  const npm = npmCli.endsWith('npm-cli.js') ? [process.execPath, npmCli] : ['npm'];
  const [program, ...first] = npm;
  return new Promise((resolve, reject) => {
    const child = spawn(program, [...first, 'ci', scope, '--no-audit', '--no-fund'], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk));
    child.once('error', reject);
    child.once('close', (code) => {
      if (code === 0) resolve();
      else reject(readable(`npm ci failed:\n${output.trim()}`));
    });
  });
}

/**
 * Lets one process at a time do `work`; the others wait. The holder touches the lock every second, and one that was left
 * untouched for 15 s is taken: no pid is trusted, which may be another process's by now.
 */
async function withLock(name, work) {
  mkdirSync(path.join(root, '.baton'), { recursive: true, mode: 0o700 });
  const file = path.join(root, '.baton', `${name}.lock`);
  for (let said = false; !tryCreate(file); said = true) {
    if (!said) process.stderr.write(`waiting for another start (${name}) …\n`);
    await new Promise((resolve) => setTimeout(resolve, 250));
    const touchedMs = statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? Date.now();
    if (Date.now() - touchedMs > 15_000) rmSync(file, { force: true });
  }
  const touch = setInterval(() => utimesSync(file, new Date(), new Date()), 1_000);
  const release = () => rmSync(file, { force: true });
  process.once('exit', release);
  try {
    await work();
  } finally {
    clearInterval(touch);
    process.off('exit', release);
    release();
  }
}

function tryCreate(file) {
  try {
    closeSync(openSync(file, 'wx'));
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw error;
  }
}

/** Shows `name` with its elapsed seconds: live on a terminal, otherwise one line at the start and one at the end. */
async function step(name, work) {
  const { isTTY } = process.stderr;
  const startMs = performance.now();
  const seconds = () => `${((performance.now() - startMs) / 1000).toFixed(1)} s`;
  const draw = () => process.stderr.write(`\r\u001B[K… ${name} ${seconds()}`);
  const timer = isTTY ? setInterval(draw, 100) : undefined;
  // At once: loading modules leaves the timer no turn.
  if (isTTY) draw();
  else process.stderr.write(`… ${name}\n`);
  let mark = '✗';
  try {
    const made = await work();
    mark = '✓';
    return made;
  } finally {
    clearInterval(timer);
    process.stderr.write(`${isTTY ? '\r\u001B[K' : ''}${mark} ${name}  ${seconds()}\n`);
  }
}

function isNodeNewEnough() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  return major > 20 || (major === 20 && minor >= 19);
}

function isRole(roleArguments) {
  return roleArguments.length === 0 || (roleArguments.length === 1 && ['api', 'worker'].includes(roleArguments[0]));
}

/** An image or archive brings dist/ ready made. */
function isRelease() {
  return existsSync(path.join(root, 'dist', '.release'));
}

function readable(message) {
  return Object.assign(new Error(message), { code: 'start_failed' });
}

function fail(message) {
  process.stderr.write(`${message}\n`);
  process.exitCode = 1;
}
