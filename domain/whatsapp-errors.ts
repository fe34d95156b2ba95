/**
 * What an error code of the WhatsApp Cloud API means for the message that met it:
 * - `retry`: refused before it was accepted; the same message may be sent again after a delay.
 * - `fail`: this message will never be accepted as it is.
 * - `stop`: nothing can be sent from this number until a person acts; messages stay queued.
 * - `ambiguous`: it may or may not have been accepted; sending it again could reach the customer twice.
 */
type SendErrorClass = 'retry' | 'fail' | 'stop' | 'ambiguous';

interface SendErrorRule {
  class: SendErrorClass;
  /** Milliseconds before the first repetition; absent when nothing but a person's action helps. */
  delayMs?: number;
  /** Upper bound of the growing delay, milliseconds. */
  maxDelayMs?: number;
  /** What the delay is multiplied with after each attempt; 2 when absent. */
  delayFactor?: number;
  /** What a person should do, in one plain sentence. */
  advice: string;
}

type Codes = readonly (number | readonly [first: number, last: number])[];

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

const RECONNECT = 'Connect WhatsApp again with a new access token; messages wait until then.';
const PERMISSION = 'Give the access token the WhatsApp permissions it lacks; messages wait until then.';
const BUSY = 'Nothing to do: WhatsApp is limiting the rate and the message is sent again shortly.';
const UNSURE = 'Check on the phone whether the message arrived before writing it again.';
const DEFECT = 'WhatsApp rejected the form of this message; write it differently and report the fault.';
const TEMPLATE = 'Choose another approved template or correct its parameters in WhatsApp Manager.';
const MARKETING = 'WhatsApp withheld this marketing message; wait for the customer to write.';

/**
 * Every code this product knows. Decided by `code`, not by HTTP status, because Meta maps codes to changing statuses.
 * Source: WhatsApp Cloud API, "Error codes" (2026-05-15); delays are ours except 131056, where Meta advises 4^n seconds.
 */
const RULES: readonly (SendErrorRule & { codes: Codes })[] = [
  { codes: [0, 190], class: 'stop', advice: RECONNECT },
  { codes: [3, 10, [200, 299]], class: 'stop', advice: PERMISSION },
  { codes: [4, 80007], class: 'retry', delayMs: MINUTE, maxDelayMs: 15 * MINUTE, advice: BUSY },
  { codes: [130429], class: 'retry', delayMs: 1_500, maxDelayMs: MINUTE, advice: BUSY },
  { codes: [131056], class: 'retry', delayMs: 6 * SECOND, maxDelayMs: 256 * SECOND, delayFactor: 4, advice: BUSY },
  {
    codes: [131048],
    class: 'stop',
    delayMs: HOUR,
    maxDelayMs: 4 * HOUR,
    advice: 'Customers reported this number as spam; check its quality in WhatsApp Manager and send less for a while.',
  },
  {
    codes: [131064],
    class: 'stop',
    advice: 'WhatsApp limited this number for misused template categories; resolve it in WhatsApp Manager.',
  },
  { codes: [1, 2, 131000], class: 'ambiguous', advice: UNSURE },
  {
    codes: [131016],
    class: 'retry',
    delayMs: 2 * SECOND,
    maxDelayMs: 5 * MINUTE,
    advice: 'Nothing to do: WhatsApp is overloaded and the message is sent again shortly.',
  },
  {
    codes: [131057, 2494100],
    class: 'retry',
    delayMs: MINUTE,
    maxDelayMs: 5 * MINUTE,
    advice: 'Nothing to do: WhatsApp is upgrading this number and the message is sent again in a minute.',
  },
  {
    codes: [131047],
    class: 'fail',
    advice: 'More than 24 hours have passed since the customer wrote; send an approved template instead.',
  },
  {
    codes: [131026],
    class: 'fail',
    advice: 'WhatsApp cannot deliver to this customer; reach them another way, such as a call or e-mail.',
  },
  { codes: [130472, 131049, 131050], class: 'fail', advice: MARKETING },
  { codes: [131051], class: 'fail', advice: 'WhatsApp does not support this kind of message; send it as text.' },
  {
    codes: [131052, 131053],
    class: 'retry',
    delayMs: 5 * SECOND,
    maxDelayMs: 10 * SECOND,
    advice: 'WhatsApp could not transfer the file; send a link to it as text.',
  },
  { codes: [131021], class: 'fail', advice: 'The customer has the number of this business itself; ignore it.' },
  {
    codes: [131030],
    class: 'fail',
    advice: 'Add the customer to the allowed recipients of the test number, or use a production number.',
  },
  { codes: [131031, 368], class: 'stop', advice: 'WhatsApp has blocked this account; appeal in Business Support.' },
  // Concerns the customer's country only: one such customer must not silence the number for all others.
  {
    codes: [130497],
    class: 'fail',
    advice: 'WhatsApp does not let this business write to the country of the customer; reach them another way.',
  },
  {
    codes: [131037],
    class: 'stop',
    advice: 'Get the display name of the number approved in WhatsApp Manager; messages wait until then.',
  },
  {
    codes: [131042],
    class: 'stop',
    advice: 'Settle the payment method of the WhatsApp account; messages wait until then.',
  },
  {
    codes: [131045, 133010],
    class: 'stop',
    advice: 'Register the number again with its PIN; messages wait until then.',
  },
  { codes: [33], class: 'stop', advice: 'This phone number id does not exist any more; correct it in the settings.' },
  {
    codes: [131062],
    class: 'fail',
    advice: 'This message can only be sent to a phone number; ask the customer for it.',
  },
  { codes: [100, 131008, 131009], class: 'fail', advice: DEFECT },
  { codes: [[132000, 132016], 132068, 132069], class: 'fail', advice: TEMPLATE },
  { codes: [135000], class: 'fail', advice: DEFECT },
  {
    codes: [137000],
    class: 'fail',
    advice: 'The customer changed their phone; check who you are writing to, then send again.',
  },
  {
    codes: [470, 471],
    class: 'fail',
    advice: 'This code belongs to the retired on-premises API; check the base address.',
  },
];

const UNKNOWN_TEMPORARY: SendErrorRule = {
  class: 'retry',
  delayMs: 2 * SECOND,
  maxDelayMs: 5 * MINUTE,
  advice: 'Nothing to do: WhatsApp had a temporary fault and the message is sent again shortly.',
};
const UNKNOWN_UNSURE: SendErrorRule = { class: 'ambiguous', advice: UNSURE };
const UNKNOWN_REFUSED: SendErrorRule = {
  class: 'fail',
  advice: 'WhatsApp refused the message for an unknown reason; look the code up in its documentation.',
};

function ruleOf(code: number | null): SendErrorRule | undefined {
  if (code === null) return undefined;
  return RULES.find(({ codes }) =>
    codes.some((entry) => (typeof entry === 'number' ? entry === code : code >= entry[0] && code <= entry[1])),
  );
}

/** What a person should do about an error code, in one plain sentence. Covers unknown codes and `null`. */
export function adviseOn(code: number | null): string {
  return (ruleOf(code) ?? UNKNOWN_REFUSED).advice;
}

/** Of what failed: the reason is the message's own or the customer's, so that the same words would meet the same. */
const FAILS_AGAIN: ReadonlySet<number> = new Set([
  131047, 131026, 130472, 131049, 131050, 131051, 131021, 130497, 131062, 100, 131008, 131009, 135000,
]);

/** Whether a message that failed with this code may get through when it is sent again. */
export function mayHelpAgain(code: number | null): boolean {
  return code === null || !FAILS_AGAIN.has(code);
}

/** A refusal by the Graph API: its HTTP status, its `error.code` and `error.is_transient`. */
interface SendError {
  httpStatus: number;
  code: number | null;
  isTransient?: boolean;
}

/**
 * Decides whether a refused send may be repeated. Total: unknown codes are decided by HTTP status.
 * Codes that name a limit or the state of the account (`retry`, `stop`) are checked before a message is accepted,
 * so they prove it was not sent whatever the status; every other 5xx proves nothing.
 */
export function classifySendError({ httpStatus, code, isTransient = false }: SendError): SendErrorRule {
  const rule = ruleOf(code);
  if (rule !== undefined && rule.class !== 'fail') return rule;
  if (httpStatus < 400 || httpStatus >= 500)
    return { ...UNKNOWN_UNSURE, advice: rule?.advice ?? UNKNOWN_UNSURE.advice };
  if (rule !== undefined) return rule;
  return isTransient || httpStatus === 429 ? UNKNOWN_TEMPORARY : UNKNOWN_REFUSED;
}

/**
 * Milliseconds to wait before a message that was not sent is tried again, after `attempts` attempts (1 = the first).
 * `code` is null when no answer came at all. Null means that waiting does not help: a person has to act first.
 * No jitter: the caller adds it where several conversations share a limit.
 */
export function sendRetryDelayMs(code: number | null, attempts: number): number | null {
  const known = ruleOf(code);
  const rule = known?.class === 'retry' || known?.class === 'stop' ? known : UNKNOWN_TEMPORARY;
  if (rule.delayMs === undefined) return null;
  const delayMs = rule.delayMs * (rule.delayFactor ?? 2) ** (Math.max(1, attempts) - 1);
  return Math.min(delayMs, rule.maxDelayMs ?? delayMs);
}
