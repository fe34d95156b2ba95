/**
 * Milliseconds after a customer's last message during which WhatsApp accepts free-form text.
 * Later sends are refused with error 131047 and need an approved template instead.
 * Source: WhatsApp Cloud API, "Customer service window" (24 h).
 */
export const SERVICE_WINDOW_MS = 24 * 60 * 60 * 1000;

/** The instant at which WhatsApp stops accepting free-form text; counted from WhatsApp's own time of the message. */
export function serviceWindowEndsAt(lastCustomerMessageAt: Date): Date {
  return new Date(lastCustomerMessageAt.getTime() + SERVICE_WINDOW_MS);
}

/**
 * Whether free-form text may still be sent at `at`. False for a customer who never wrote.
 * @param marginMs time the send itself may take: a message that arrives after the end is refused
 */
export function isServiceWindowOpen(lastCustomerMessageAt: Date | null, at: Date, marginMs = 0): boolean {
  if (lastCustomerMessageAt === null) return false;
  return at.getTime() + marginMs < serviceWindowEndsAt(lastCustomerMessageAt).getTime();
}
