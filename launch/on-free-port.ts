import { pickPort } from './ports';

/**
 * Runs `start` with a free port, `preferred` if possible. If somebody else took it between the look and the start - which
 * the error of a server then says - once more with another.
 */
export async function onFreePort<T>(preferred: number, start: (port: number) => Promise<T>): Promise<T> {
  try {
    return await start(await pickPort(preferred));
  } catch (error) {
    if (!(error instanceof Error) || !/address already in use/i.test(error.message)) throw error;
    return start(await pickPort(0));
  }
}
