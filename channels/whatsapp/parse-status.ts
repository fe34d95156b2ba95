import { z } from 'zod';
import type { DeliveryStatus } from '../../domain/inbound';
import { anyObject, lenient, looseNumber, presentText, unixSeconds, whatsAppId } from './wire-scalars';

const StatusError = z.looseObject({
  code: lenient(looseNumber),
  title: presentText,
  message: presentText,
  error_data: lenient(z.looseObject({ details: presentText })),
});

const Status = z.looseObject({
  id: whatsAppId,
  status: z.enum(['sent', 'delivered', 'read', 'played', 'failed']),
  timestamp: unixSeconds,
  biz_opaque_callback_data: lenient(z.string().min(1).max(512)),
  errors: lenient(z.array(StatusError)),
  pricing: lenient(anyObject),
});

/** Reads one entry of `statuses`; null if it has no id, no time or no status that concerns delivery. */
export function parseStatus(value: unknown): DeliveryStatus | null {
  const { data } = Status.safeParse(value);
  if (data === undefined) return null;
  const error = data.errors?.[0];
  return {
    waMessageId: data.id,
    status: data.status === 'played' ? 'read' : data.status,
    at: data.timestamp,
    key: data.biz_opaque_callback_data ?? null,
    errorCode: error?.code ?? null,
    errorTitle: error?.title ?? error?.message ?? null,
    errorDetails: error?.error_data?.details ?? null,
    pricing: data.pricing ?? null,
  };
}
