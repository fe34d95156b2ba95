// Compiles everything to dist/ and bundles the workflows, so that production neither compiles nor bundles at its start.
//   node build.mjs            for this checkout: `npm start` builds again when a source has changed
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

/** Folders that hold nothing the compiled program reads. */
const NOT_SOURCES = new Set(['node_modules', 'dist', 'test', 'docs', 'tools', 'coverage']);

/** Whether dist/ can be run as it is. */
export function isBuilt() {
  if (existsSync(release)) return true;
  return existsSync(builtFrom) && readFileSync(builtFrom, 'utf8') === fingerprint();
}

/** Builds dist/ anew; throws with the compiler's words when the sources do not compile. */
export async function build({ forRelease = false } = {}) {
  const sources = fingerprint();
  rmSync(dist, { recursive: true, force: true });
  await compile();
  copyAssets();
  await bundleWorkflows();
  if (forRelease) writeFileSync(release, '');
  writeFileSync(builtFrom, sources);
}

/** Every path, size and time: sees a deleted file and one put back to an older state, unlike the newest time alone. */
function fingerprint() {
  const hash = createHash('sha256');
  for (const file of [...sourceFiles(), 'package-lock.json', 'tsconfig.json', 'tsconfig.build.json', 'build.mjs']) {
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
  const inside = folders.flatMap(({ name }) =>
    readdirSync(path.join(root, name), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name))),
  );
  return [...files, ...inside].sort();
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
    await build({ forRelease: process.argv.includes('--release') });
    console.log(`✓ dist/ built in ${((performance.now() - startMs) / 1000).toFixed(1)} s`);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
