import pino from 'pino';

export type Log = pino.Logger;

/** Structured logs: ids, codes and times. Text, names and numbers of people never reach it. */
export function createLog(options: { level: string; file?: string }): Log {
  const destination =
    options.file === undefined ? pino.destination(1) : pino.destination({ dest: options.file, mkdir: true });
  return pino({ level: options.level, base: { pid: process.pid } }, destination);
}
