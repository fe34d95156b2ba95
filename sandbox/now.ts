import type { Instant } from './log-entry';

/** This moment on both clocks. */
export function now(): Instant {
  return { atMs: Date.now(), atNs: process.hrtime.bigint() };
}
