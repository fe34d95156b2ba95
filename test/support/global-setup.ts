import { execFile } from 'node:child_process';
import { mkdtemp } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { Client } from 'pg';
import type { BrowserServer } from 'playwright-core';
import { migrate } from '../../db/migrate';
import { startPostgres } from '../../launch/embedded-postgres';
import { openHome, type Home } from '../../launch/home';
import { createProgress } from '../../launch/progress';
import { resolveTemporalCli } from '../../launch/temporal-cli';
import { startTemporal } from '../../launch/temporal-server';
import { startBrowser } from './browser';

declare global {
  var batonTestHome: Home | undefined;
  var batonTestBrowsers: BrowserServer[] | undefined;
}

const TEMPLATE = 'baton_template';
const ROOT = path.resolve(__dirname, '../..');

/** One Postgres with a migrated template database, one Temporal server and one Chromium for all test files. */
export default async function globalSetup(): Promise<void> {
  const progress = createProgress(process.stderr);
  const home = await openHome(await mkdtemp(path.join(os.tmpdir(), 'baton-test-')));
  globalThis.batonTestHome = home;
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => void home.close().finally(() => process.exit(130)));
  const [postgres, temporal, , browser, wholeBrowser] = await Promise.all([
    startPostgres({ home, progress, preferredPort: 0 }),
    resolveTemporalCli({
      progress,
      ...(process.env['TEMPORAL_CLI_PATH'] === undefined ? {} : { cliPath: process.env['TEMPORAL_CLI_PATH'] }),
      ...(process.env['PATH'] === undefined ? {} : { searchPath: process.env['PATH'] }),
    }).then((cli) => startTemporal({ home, cli, progress, preferredPort: 0, preferredUiPort: 0 })),
    // The page, the workflows, and the program that tests start as processes.
    promisify(execFile)(process.execPath, ['build.mjs'], { cwd: ROOT }),
    startBrowser('shell'),
    startBrowser('whole'),
  ]);
  globalThis.batonTestBrowsers = [browser, wholeBrowser];
  const admin = new Client({ connectionString: postgres.adminUrl });
  await admin.connect();
  await admin.query(`create database ${TEMPLATE}`);
  await admin.end();
  const template = new URL(postgres.adminUrl);
  template.pathname = `/${TEMPLATE}`;
  await migrate(template.toString());
  process.env['BATON_TEST_ADMIN_URL'] = postgres.adminUrl;
  process.env['BATON_TEST_TEMPLATE'] = TEMPLATE;
  process.env['BATON_TEST_TEMPORAL'] = temporal.address;
  process.env['BATON_TEST_TEMPORAL_UI'] = temporal.uiUrl;
  process.env['BATON_TEST_BUNDLE'] = path.join(ROOT, 'dist', 'workflow-bundle.js');
  process.env['BATON_TEST_BROWSER'] = browser.wsEndpoint();
  process.env['BATON_TEST_WHOLE_BROWSER'] = wholeBrowser.wsEndpoint();
  process.env['BATON_TEST_HOME'] = home.dir;
}
