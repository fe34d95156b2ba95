/** Why a start was given up: somebody else runs here, a program is missing, or a server did not come up. */
export type LaunchErrorCode = 'home_in_use' | 'program_missing' | 'not_started';

/** A failed start whose message is written for the person at the terminal: what is wrong, and what to do. */
export class LaunchError extends Error {
  constructor(
    readonly code: LaunchErrorCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = 'LaunchError';
  }
}
