// Compiles everything to dist/, bundles the workflows and builds the inbox page, so that production does none of it at its
// start.
//   node build.mjs            for this checkout: `npm start` builds again when a source has changed
//   node build.mjs --inbox    the page alone, when its sources have changed
//   node build.mjs --release  for an image or archive: dist/ is taken as it is, sources and dev dependencies may be absent

import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const root = path.dirname(fileURLToPath(import.meta.url));
const dist = path.join(root, 'dist');
const bundle = path.join(dist, 'workflow-bundle.js');
/** Holds the fingerprint of the sources that dist/ was built from; written last, so half a build never counts. */
const builtFrom = path.join(dist, '.built-from');
const release = path.join(dist, '.release');
const inboxBuiltFrom = path.join(dist, 'inbox', '.built-from');

/** Folders that hold nothing the compiled program reads. */
const NOT_SOURCES = new Set(['node_modules', 'dist', 'test', 'docs', 'tools', 'coverage', 'inbox']);

/** Whether dist/ can be run as it is. */
export function isBuilt() {
  if (existsSync(release)) return true;
  return isFrom(builtFrom, fingerprint()) && isInboxBuilt();
}

/** Whether the inbox page in dist/ is that of these sources: development and the tests need nothing else of dist/. */
export function isInboxBuilt() {
  return existsSync(release) || isFrom(inboxBuiltFrom, inboxFingerprint());
}

/** Builds the page that the api serves; everything it loads comes from there, so that its policy can be strict. */
export async function buildInbox() {
  const sources = inboxFingerprint();
  // Vite follows the environment: below jest it would bundle React's development build.
  const { NODE_ENV } = process.env;
  process.env.NODE_ENV = 'production';
  const { build: viteBuild } = await import('vite');
  await viteBuild({
    configFile: false,
    root: path.join(root, 'inbox'),
    logLevel: 'error',
    build: {
      outDir: path.join(dist, 'inbox'),
      emptyOutDir: true,
      target: 'es2022',
      // A `data:` address would need an exception in the page's policy.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      reportCompressedSize: false,
    },
  }).finally(() => {
    if (NODE_ENV === undefined) delete process.env.NODE_ENV;
    else process.env.NODE_ENV = NODE_ENV;
  });
  writeFileSync(inboxBuiltFrom, sources);
}

function isFrom(file, sources) {
  return existsSync(file) && readFileSync(file, 'utf8') === sources;
}

/** Builds dist/ anew; throws with the compiler's words when the sources do not compile. */
export async function build({ forRelease = false } = {}) {
  const sources = fingerprint();
  rmSync(dist, { recursive: true, force: true });
  await compile();
  copyAssets();
  await bundleWorkflows();
  await buildInbox();
  if (forRelease) writeFileSync(release, '');
  writeFileSync(builtFrom, sources);
}

/** Every path, size and time: sees a deleted file and one put back to an older state, unlike the newest time alone. */
function fingerprint() {
  return fingerprintOf([...sourceFiles(), 'package-lock.json', 'tsconfig.json', 'tsconfig.build.json', 'build.mjs']);
}

function inboxFingerprint() {
  return fingerprintOf([...filesIn('inbox'), 'package-lock.json', 'build.mjs']);
}

function fingerprintOf(files) {
  const hash = createHash('sha256');
  for (const file of files) {
    const { size, mtimeMs } = statSync(path.join(root, file));
    hash.update(`${file} ${size} ${mtimeMs}\n`);
  }
  return hash.digest('hex');
}

/** Paths below the root: the TypeScript files of the root, and everything in the folders that are sources. */
function sourceFiles() {
  const top = readdirSync(root, { withFileTypes: true });
  const files = top.filter((entry) => entry.isFile() && entry.name.endsWith('.ts')).map((entry) => entry.name);
  const folders = top.filter(
    (entry) => entry.isDirectory() && !entry.name.startsWith('.') && !NOT_SOURCES.has(entry.name),
  );
  return [...files, ...folders.flatMap(({ name }) => filesIn(name))].sort();
}

function filesIn(folder) {
  return readdirSync(path.join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)))
    .sort();
}

/** Beside the event loop: a start that waits for this build must go on seeing that it lives. */
async function compile() {
  const tsc = path.join(root, 'node_modules', 'typescript', 'bin', 'tsc');
  try {
    await promisify(execFile)(process.execPath, [tsc, '-p', 'tsconfig.build.json'], { cwd: root });
  } catch (error) {
    throw Object.assign(new Error(`The sources do not compile:\n${error.stdout}`), { code: 'build_failed' });
  }
}

/** Migrations, lexicons, pages: what the compiled files read beside them. */
function copyAssets() {
  for (const file of sourceFiles().filter((name) => !/\.(tsx?|md)$/.test(name))) {
    const target = path.join(dist, file);
    mkdirSync(path.dirname(target), { recursive: true });
    cpSync(path.join(root, file), target);
  }
}

async function bundleWorkflows() {
  const { bundleWorkflowCode, DefaultLogger } = await import('@temporalio/worker');
  const { code } = await bundleWorkflowCode({
    workflowsPath: path.join(dist, 'workflows', 'index.js'),
    logger: new DefaultLogger('WARN'),
  });
  writeFileSync(bundle, code);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const startMs = performance.now();
  try {
    const isInboxOnly = process.argv.includes('--inbox');
    if (!isInboxOnly) await build({ forRelease: process.argv.includes('--release') });
    else if (!isInboxBuilt()) await buildInbox();
    console.log(
      `✓ ${isInboxOnly ? 'dist/inbox/' : 'dist/'} built in ${((performance.now() - startMs) / 1000).toFixed(1)} s`,
    );
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
