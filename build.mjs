// Makes dist/ in three parts, each anew only when its own sources have changed: the compiled program, the bundled workflows
// and the inbox page. Production does none of it at its start.
//   node build.mjs            for this checkout: `npm start` builds again when a source has changed
//   node build.mjs --dev      what `npm run dev` and the tests take from dist/: the workflows and the page
//   node build.mjs --release  for an image or archive: dist/ is taken as it is, sources and dev dependencies may be absent

import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';

const root = path.dirname(fileURLToPath(import.meta.url));
const dist = path.join(root, 'dist');
const inbox = path.join(dist, 'inbox');
const bundle = path.join(dist, 'workflow-bundle.js');
const release = path.join(dist, '.release');
/** Hold the fingerprint of the sources that each part was made from; written last, so half a build never counts. */
const compiledFrom = path.join(dist, '.compiled-from');
const inboxFrom = path.join(inbox, '.built-from');
const bundleFrom = path.join(dist, '.bundled-from');

/** Folders that hold nothing the compiled program reads. */
const NOT_SOURCES = new Set(['node_modules', 'dist', 'test', 'eval', 'docs', 'tools', 'coverage', 'inbox']);

/** Whether dist/ can be run as it is. */
export function isBuilt() {
  return isBuiltForDev() && (existsSync(release) || isFrom(compiledFrom, fingerprint()));
}

/** Whether dist/ holds what development and the tests take from it. */
export function isBuiltForDev() {
  return existsSync(release) || (isFrom(inboxFrom, inboxFingerprint()) && isFrom(bundleFrom, workflowFingerprint()));
}

/** The page and the workflows, each if its sources have changed. */
export async function buildForDev() {
  const isStale = (from, sources) => !isFrom(from, sources);
  await Promise.all([
    ...(isStale(inboxFrom, inboxFingerprint()) ? [buildInbox()] : []),
    ...(isStale(bundleFrom, workflowFingerprint()) ? [bundleWorkflows()] : []),
  ]);
}

/** The page that the api serves; everything it loads comes from there, so that its policy can be strict. */
async function buildInbox() {
  const sources = inboxFingerprint();
  const made = `${inbox}.${process.pid}`;
  // Vite follows the environment: below jest it would bundle React's development build.
  const { NODE_ENV } = process.env;
  process.env.NODE_ENV = 'production';
  const { build: viteBuild } = await import('vite');
  await viteBuild({
    configFile: false,
    root: path.join(root, 'inbox'),
    logLevel: 'error',
    build: {
      outDir: made,
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
  writeFileSync(path.join(made, path.basename(inboxFrom)), sources);
  // Put in place whole: an api that runs meanwhile serves the old page or the new one.
  const old = `${made}.old`;
  if (existsSync(inbox)) renameSync(inbox, old);
  renameSync(made, inbox);
  rmSync(old, { recursive: true, force: true });
}

function isFrom(file, sources) {
  return existsSync(file) && readFileSync(file, 'utf8') === sources;
}

/** Builds dist/; throws with the compiler's words when a source does not compile. */
export async function build({ forRelease = false } = {}) {
  const sources = fingerprint();
  if (!isFrom(compiledFrom, sources)) {
    forgetCompiled();
    await compile();
    copyAssets();
    writeFileSync(compiledFrom, sources);
  }
  await buildForDev();
  if (forRelease) writeFileSync(release, '');
  else rmSync(release, { force: true });
}

/** So that no file of a source that is gone stays behind. The other two parts know by themselves whether they are old. */
function forgetCompiled() {
  mkdirSync(dist, { recursive: true });
  const kept = new Set([inbox, bundle, bundleFrom]);
  for (const name of readdirSync(dist)) {
    const file = path.join(dist, name);
    if (!kept.has(file)) rmSync(file, { recursive: true, force: true });
  }
}

/** Every path, size and time: sees a deleted file and one put back to an older state, unlike the newest time alone. */
function fingerprint() {
  return fingerprintOf([...sourceFiles(), 'package-lock.json', 'swc.json', 'build.mjs']);
}

function inboxFingerprint() {
  return fingerprintOf([...filesIn('inbox'), 'package-lock.json', 'build.mjs']);
}

/** Workflows hold nothing else of ours; a test of the bundle sees to it. */
function workflowFingerprint() {
  return fingerprintOf([...filesIn('workflows'), ...filesIn('domain'), 'package-lock.json', 'build.mjs']);
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

/** File by file, as the tests do it; that the types agree is for `npm run check`. */
async function compile() {
  const { transformFile } = await import('@swc/core');
  const options = { ...JSON.parse(readFileSync(path.join(root, 'swc.json'), 'utf8')), swcrc: false, sourceMaps: true };
  const sources = sourceFiles().filter((file) => /\.tsx?$/.test(file));
  await Promise.all(sources.map((file) => compileFile(file, (source) => transformFile(source, options))));
}

async function compileFile(file, transform) {
  const source = path.join(root, file);
  const target = path.join(dist, file.replace(/\.tsx?$/, '.js'));
  const { code, map } = await transform(source).catch((error) => {
    throw Object.assign(new Error(`${file} does not compile:\n${error.message}`), { code: 'build_failed' });
  });
  await mkdir(path.dirname(target), { recursive: true });
  await writeFile(target, `${code}//# sourceMappingURL=${path.basename(target)}.map\n`);
  await writeFile(`${target}.map`, map);
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
  const sources = workflowFingerprint();
  const { bundleWorkflowCode, DefaultLogger } = await import('@temporalio/worker');
  const { code } = await bundleWorkflowCode({
    workflowsPath: path.join(root, 'workflows', 'index.ts'),
    logger: new DefaultLogger('WARN'),
  });
  mkdirSync(dist, { recursive: true });
  const made = `${bundle}.${process.pid}`;
  writeFileSync(made, code);
  renameSync(made, bundle);
  writeFileSync(bundleFrom, sources);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const startMs = performance.now();
  try {
    if (process.argv.includes('--dev')) await buildForDev();
    else await build({ forRelease: process.argv.includes('--release') });
    console.log(`✓ dist/ built in ${((performance.now() - startMs) / 1000).toFixed(1)} s`);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
