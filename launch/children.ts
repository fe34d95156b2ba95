import { spawn } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, openSync, renameSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { readChildRecords, saveChildRecords, type ChildRecord } from './child-records';
import { LaunchError } from './launch-error';
import { startTimeOf } from './process-identity';
import { signalGroup } from './signal-group';
import { stopOrphan } from './stop-orphan';

/** What to start. `dataDir` must be among `args`: it is how an orphan is told from a stranger that got its pid. */
export interface ChildSpec {
  name: string;
  command: string;
  args: string[];
  dataDir: string;
  port: number;
  /** What asks this program to end in order: Postgres takes SIGTERM as "wait until every client has left". */
  stopSignal: 'SIGINT' | 'SIGTERM';
  env?: Record<string, string>;
  uid?: number;
  gid?: number;
}

/** A running server of ours. */
export interface Child {
  readonly pid: number;
  /** Where its output goes. */
  readonly logFile: string;
  /** Settles when the process has ended, for whatever reason; never rejects. */
  readonly exited: Promise<void>;
  hasExited(): boolean;
  /** Ends the process group in order, by force after `deadlineMs` (default 10,000). Safe to call twice. */
  stop(deadlineMs?: number): Promise<void>;
}

/** The servers that belong to one home folder. */
export interface Children {
  /** @throws when the program cannot be started at all. */
  spawn(spec: ChildSpec): Promise<Child>;
  /** Ends what an earlier run left behind, and nothing else; returns the names of what was ended. */
  stopOrphans(): Promise<string[]>;
  /** Ends all that still run, the youngest first. */
  stopAll(): Promise<void>;
}

/**
 * Keeps the children of the home folder `homeDir`. Each runs in a process group of its own, because Ctrl-C goes to the
 * whole foreground group and would take the database away before the worker has drained.
 */
export function createChildren(homeDir: string): Children {
  const recordsFile = path.join(homeDir, 'children.json');
  const running = new Map<ChildRecord, Child>();
  const save = () => saveChildRecords(recordsFile, [...running.keys()]);

  // The last resort when the process ends without stopAll (process.exit, an uncaught error): nothing may be awaited here.
  const signalAll = () => {
    for (const record of running.keys()) signalGroup(record.pid, record.stopSignal);
  };

  return {
    async spawn(spec) {
      const { dataDir, env, name, port, stopSignal } = spec;
      const logFile = freshLog(path.join(homeDir, 'logs'), name);
      const log = openSync(logFile, 'a', 0o600);
      const child = spawn(spec.command, spec.args, {
        detached: true,
        stdio: ['ignore', log, log],
        ...(env && { env }),
        ...(spec.uid !== undefined && { uid: spec.uid }),
        ...(spec.gid !== undefined && { gid: spec.gid }),
      });
      closeSync(log);
      const { pid } = child;
      if (pid === undefined) {
        const error = await new Promise<Error>((resolve) => child.once('error', resolve));
        throw new LaunchError('not_started', `${name} could not be started: ${error.message}`, { cause: error });
      }
      const record = { name, pid, startTime: startTimeOf(pid) ?? '', port, dataDir, stopSignal };
      let exited = false;
      const whenExited = new Promise<void>((resolve) => {
        child.once('exit', () => {
          exited = true;
          running.delete(record);
          if (running.size === 0) process.off('exit', signalAll);
          resolve();
          if (existsSync(homeDir)) save(); // somebody may have deleted the folder under us
        });
      });
      const stop = async (deadlineMs = 10_000) => {
        if (exited) return;
        signalGroup(pid, stopSignal);
        const giveUp = new AbortController();
        const timer = delay(deadlineMs, undefined, { signal: giveUp.signal }).then(
          () => signalGroup(pid, 'SIGKILL'),
          () => undefined,
        );
        await whenExited;
        giveUp.abort();
        await timer;
      };
      const handle: Child = { pid, logFile, exited: whenExited, hasExited: () => exited, stop };
      if (running.size === 0) process.on('exit', signalAll);
      running.set(record, handle);
      // Synchronously, in the same breath as the spawn: a kill in between would leave an orphan that nobody knows.
      save();
      return handle;
    },

    async stopOrphans() {
      const records = readChildRecords(recordsFile);
      const stopped = await Promise.all(records.map(stopOrphan));
      save();
      return records.filter((_, index) => stopped[index]).map(({ name }) => name);
    },

    async stopAll() {
      for (const child of [...running.values()].reverse()) await child.stop();
    },
  };
}

function freshLog(folder: string, name: string): string {
  mkdirSync(folder, { recursive: true });
  const file = path.join(folder, `${name}.log`);
  try {
    renameSync(file, path.join(folder, `${name}.previous.log`));
  } catch {
    // The first start has no earlier log.
  }
  return file;
}
