import { z } from 'zod';

/** An optional field whose wrong type must not cost the whole item: it reads as absent. */
export function lenient<T extends z.ZodType>(schema: T) {
  return schema.optional().catch(undefined);
}

/** An id of WhatsApp. Bounded, because ids are indexed and a Postgres index entry is at most 2.7 kB. */
export const whatsAppId = z.string().min(1).max(512);

/** Unix seconds as text (as Meta sends them) or number -> Date. */
export const unixSeconds = z
  .union([z.string().regex(/^\d{1,11}$/), z.number().int().min(0).max(99_999_999_999)])
  .transform((seconds) => new Date(Number(seconds) * 1000));

/** A number, also when it was sent as text: `file_size` and coordinates come both ways. */
export const looseNumber = z.union([
  z.number(),
  z
    .string()
    .regex(/^-?\d+(\.\d+)?$/)
    .transform(Number),
]);

/** Trimmed text, or undefined when it is missing, blank (an empty `wa_id` and an empty name both occur) or absurdly long. */
export const presentText = lenient(z.string().trim().min(1).max(512));

/** Any object, kept as it is. */
export const anyObject = z.record(z.string(), z.unknown());
