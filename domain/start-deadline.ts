/** Before both instants or not at all: `wallMs` notices that the machine was suspended. */
export interface StartDeadline {
  /** By `performance.now()`. */
  monotonicMs: number;
  /** By `Date.now()`. */
  wallMs: number;
}
