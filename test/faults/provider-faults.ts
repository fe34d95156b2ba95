import type { NewFaultRule } from '../../sandbox/faults/fault';
import type { NewWebhookFaultRule } from '../../sandbox/webhooks/webhook-fault';

type Fault = NewFaultRule['fault'];

/** One row of the stand-ins' list of what can go wrong, and where. */
export type ProviderFault =
  { at: 'whatsapp' | 'resend'; fault: Fault } | { at: 'webhook'; on: string; fault: NewWebhookFaultRule['fault'] };

/** What both providers' servers and the way to them may do. */
const OF_ANY_SERVER: readonly Fault[] = (['before', 'after'] as const).flatMap((when) => [
  { kind: 'latency', ms: 900, when },
  { kind: 'hang', when },
  { kind: 'reset', when },
  { kind: 'html', status: 503, when },
  { kind: 'html', status: 429, when },
]);

/** One code of each kind that `domain/whatsapp-errors.ts` tells apart, but for 131048, after which nothing is sent for an hour. */
const WHATSAPP: readonly Fault[] = [
  ...OF_ANY_SERVER,
  ...[1, 2, 4, 131000, 131016, 131026, 131047, 130429, 131056, 190].map((code) => ({
    kind: 'provider_error' as const,
    code,
  })),
  { kind: 'half_body' },
  { kind: 'wrong_json' },
  { kind: 'fails_later' },
];

const RESEND: readonly Fault[] = [
  ...OF_ANY_SERVER,
  ...['rate_limit_exceeded', 'concurrent_idempotent_requests', 'application_error', 'validation_error'].map((code) => ({
    kind: 'provider_error' as const,
    code,
  })),
  { kind: 'half_body' },
  { kind: 'wrong_json' },
  { kind: 'fails_later' },
];

const WEBHOOK: readonly ProviderFault[] = (['message', 'status'] as const).flatMap((on) =>
  [
    { kind: 'duplicate' as const, copies: 4 },
    { kind: 'delay' as const, ms: 1_500 },
    { kind: 'bad_signature' as const },
    { kind: 'reorder' as const, size: 3 },
    { kind: 'batch' as const, size: 3 },
    { kind: 'batch' as const, size: 3, newestFirst: true },
  ].map((fault) => ({ at: 'webhook' as const, on, fault })),
);

export const PROVIDER_FAULTS: readonly ProviderFault[] = [
  ...WHATSAPP.map((fault) => ({ at: 'whatsapp' as const, fault })),
  ...RESEND.map((fault) => ({ at: 'resend' as const, fault })),
  ...WEBHOOK,
  // A customer's message that never comes is nobody's to answer; a status that never comes is.
  { at: 'webhook', on: 'status', fault: { kind: 'drop' } },
];

export function nameOf({ at, fault, ...more }: ProviderFault): string {
  const facts = { ...more, ...fault };
  const told = Object.entries(facts).flatMap(([name, value]) => (name === 'kind' ? [] : [`${name} ${String(value)}`]));
  return [at, fault.kind, ...told].join(' ');
}
