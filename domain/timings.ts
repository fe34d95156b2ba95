/**
 * Every delay the product keeps, in milliseconds. `BATON_TIMINGS` (JSON) overrides any of them, so that tests and
 * rehearsals need no branch in the product.
 */
export const DEFAULT_TIMINGS = {
  /** Silence after a customer's last message before the AI answers the burst. `BURST_WINDOW_MS` overrides it. */
  burst: 3_000,
  /** A steady typer is answered at the latest this long after the first unanswered message. */
  burstCap: 12_000,
  /** How long a turn waits for a customer's file to be copied and listened to before it goes by what there is. */
  media: 12_000,
  /** How long a model may take to put a handoff into words: the mail waits for this, assignment and reassurance do not. */
  summary: 6_000,
  /** One attempt at an agent turn, model call included. */
  turnAttempt: 45_000,
  /** All attempts at an agent turn; then the failure itself is the reason to hand off. */
  turnTotal: 60_000,
  /** How often an activity that waits for a provider says that it is alive. */
  heartbeat: 3_000,
  /** WhatsApp's answer to one send. */
  sendTimeout: 10_000,
  /** A send's request starts within this of its claim, or not at all. */
  startWithin: 250,
  /** A claimed row this old cannot still be on the wire. */
  attemptOver: 11_000,
  /** How long a send without an answer waits for a status webhook before a person must look. */
  evidence: 90_000,
  /** A customer message that nothing has settled for this long is handed off by the watchdog. */
  watchdog: 120_000,
  /** Work that nobody rang is rung by the sweeper after this. */
  ringAgain: 2_000,
  /** Work that was rung but has not moved is rung again after this, doubling up to `ringAgainMost`. */
  ringStuck: 30_000,
  ringAgainMost: 300_000,
  /** How often the sweeper looks. */
  sweepEvery: 1_000,
  /** An idle conversation's workflow completes this long after its last signal (WhatsApp's window). */
  idle: 86_400_000,
  /** A handoff mail is retried with the same key and bytes for at most this long (Resend remembers a key for 24 h). */
  mail: 82_800_000,
  /** What a browser is told is no news this long after it happened. */
  push: 3_600_000,
  /** A browser is told about one conversation at most this often. */
  pushQuiet: 60_000,
  /** A page that has not said for this long that it is open has gone. */
  presence: 25_000,
  /** For this long after a teammate's last key the AI's answer waits. */
  typing: 60_000,
  /** An answer is held back by typing for at most this long. */
  typingMost: 300_000,
  /** Deadline for ringing a workflow; a ring that fails is the sweeper's. */
  ring: 1_000,
  /** A message older than this on arrival is not answered by the AI (WhatsApp redelivers for 7 days). */
  late: 86_400_000,
  /** After this long without an AI answer, the next one says again that an AI answers. */
  disclosure: 2_592_000_000,
  /** A complaint this soon after a resolve goes back to a person. */
  relapse: 86_400_000,
} as const;

export type Timings = { readonly [Name in keyof typeof DEFAULT_TIMINGS]: number };
