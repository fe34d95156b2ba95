import { spawn, type ChildProcess } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { startTimeOf } from '../../launch/process-identity';
import { launchProcess } from './launch-process';
import { temporaryFolder, temporaryHome } from './temporary-folder';

const isRunning = (pid: number) => startTimeOf(pid) !== null;

async function untilGone(pid: number): Promise<void> {
  while (isRunning(pid)) await delay(10);
}

test('what a killed run leaves behind is ended by the next start', async () => {
  const dir = temporaryFolder();
  const parent = launchProcess('with-child', dir);
  const orphan = Number(await parent.nextLine());
  await parent.kill();
  expect(isRunning(orphan)).toBe(true);

  const home = await temporaryHome(dir);

  expect(home.stoppedOrphans).toEqual(['sleeper']);
  expect(isRunning(orphan)).toBe(false);
});

describe('a process that merely has a recorded pid is not touched', () => {
  let stranger: ChildProcess;
  beforeEach(() => {
    stranger = spawn(process.execPath, ['-e', 'setInterval(() => undefined, 60_000)', '/elsewhere'], {
      detached: true,
    });
  });
  afterEach(() => stranger.kill('SIGKILL'));

  const strangerPid = () => {
    if (stranger.pid === undefined) throw new Error('not started');
    return stranger.pid;
  };
  const record = (dir: string, differences: object) =>
    writeFileSync(
      path.join(dir, 'children.json'),
      JSON.stringify([
        {
          ...{ name: 'postgres', pid: strangerPid(), startTime: startTimeOf(strangerPid()), port: 1 },
          ...{ dataDir: '/elsewhere', stopSignal: 'SIGTERM', ...differences },
        },
      ]),
    );

  test('when it was started at another time', async () => {
    const dir = temporaryFolder();
    record(dir, { startTime: 'another time' });
    const home = await temporaryHome(dir);
    expect(home.stoppedOrphans).toEqual([]);
    expect(isRunning(strangerPid())).toBe(true);
  });

  test('when it works on another data folder', async () => {
    const dir = temporaryFolder();
    record(dir, { dataDir: path.join(dir, 'postgres') });
    const home = await temporaryHome(dir);
    expect(home.stoppedOrphans).toEqual([]);
    expect(isRunning(strangerPid())).toBe(true);
  });
});

test('Ctrl-C leaves the children to us, and after closing none is left', async () => {
  const parent = launchProcess('close-on-interrupt', temporaryFolder());
  const child = Number(await parent.nextLine());
  await parent.interrupt();
  expect(await parent.nextLine()).toBe('child runs');
  expect(isRunning(child)).toBe(false);
});

test('a process that exits without closing takes its children with it', async () => {
  const parent = launchProcess('exit-without-close', temporaryFolder());
  const child = Number(await parent.nextLine());
  await parent.exited;
  await untilGone(child);
});

test('a child that ignores its signal is ended by force, and forgotten', async () => {
  const dir = temporaryFolder();
  const home = await temporaryHome(dir);
  const child = await home.children.spawn({
    name: 'deaf',
    command: process.execPath,
    args: [
      '-e',
      `process.on('SIGTERM', () => undefined); console.log('deaf'); setInterval(() => undefined, 60_000)`,
      dir,
    ],
    dataDir: dir,
    port: 1,
    stopSignal: 'SIGTERM',
  });
  while (!readFileSync(child.logFile, 'utf8').includes('deaf')) await delay(10);

  await child.stop(50);

  expect(isRunning(child.pid)).toBe(false);
  expect(JSON.parse(readFileSync(path.join(dir, 'children.json'), 'utf8'))).toEqual([]);
});

test('a program that cannot be started is an error with its name, not a crash', async () => {
  const dir = temporaryFolder();
  const home = await temporaryHome(dir);
  const missing = home.children.spawn({
    ...{ name: 'missing', command: '/no/such/program', args: [dir] },
    ...{ dataDir: dir, port: 1, stopSignal: 'SIGTERM' },
  });
  await expect(missing).rejects.toThrow('missing');
});
