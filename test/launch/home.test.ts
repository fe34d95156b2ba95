import { spawnSync } from 'node:child_process';
import { existsSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { openHome } from '../../launch/home';
import { startTimeOf } from '../../launch/process-identity';
import { launchProcess } from './launch-process';
import { temporaryFolder } from './temporary-folder';

const lockOf = (owner: { pid: number; startTime: string }) => JSON.stringify({ ...owner, addresses: {} });

test('a second start is refused and told which process runs and where to find it', async () => {
  const dir = temporaryFolder();
  const home = await openHome(dir);
  home.announce({ inbox: 'http://127.0.0.1:8080' });

  const second = openHome(dir);

  await expect(second).rejects.toMatchObject({ code: 'home_in_use' });
  await expect(second).rejects.toThrow(`process ${process.pid}`);
  await expect(second).rejects.toThrow('inbox: http://127.0.0.1:8080');
  await home.close();
});

test('a refused start leaves the lock to its owner', async () => {
  const dir = temporaryFolder();
  const home = await openHome(dir);
  await expect(openHome(dir)).rejects.toThrow('already running');
  await expect(openHome(dir)).rejects.toThrow('already running');
  await home.close();
});

test('a closed home can be opened again', async () => {
  const dir = temporaryFolder();
  await (await openHome(dir)).close();
  await (await openHome(dir)).close();
  expect(existsSync(path.join(dir, 'lock'))).toBe(false);
});

test('the lock of a process that has died is taken over', async () => {
  const dir = temporaryFolder();
  const { pid } = spawnSync('true');
  writeFileSync(path.join(dir, 'lock'), lockOf({ pid, startTime: 'whenever' }));
  await (await openHome(dir)).close();
});

test('the lock of a dead process whose pid another one has now is taken over', async () => {
  const dir = temporaryFolder();
  expect(startTimeOf(process.ppid)).not.toBeNull();
  writeFileSync(path.join(dir, 'lock'), lockOf({ pid: process.ppid, startTime: 'before that one' }));
  await (await openHome(dir)).close();
});

test('a lock file cut short by a crash is taken over', async () => {
  const dir = temporaryFolder();
  writeFileSync(path.join(dir, 'lock'), '{"pid":');
  await (await openHome(dir)).close();
});

test('of several starts after a crash exactly one gets the home', async () => {
  const dir = temporaryFolder();
  writeFileSync(path.join(dir, 'lock'), lockOf({ pid: spawnSync('true').pid, startTime: 'whenever' }));

  const starts = [1, 2, 3, 4].map(() => launchProcess('open-home', dir));
  const outcomes = await Promise.all(starts.map((start) => start.nextLine()));

  expect(outcomes.sort()).toEqual(['opened', 'refused', 'refused', 'refused']);
  await Promise.all(starts.map((start) => start.kill()));
});

test('only its owner may look into a home, which holds passwords and conversations', async () => {
  const dir = path.join(temporaryFolder(), 'home');
  const home = await openHome(dir);
  expect(statSync(dir).mode & 0o777).toBe(0o700);
  await home.close();
});
