import { z } from 'zod';

export type EmailState = 'sent' | 'delivered' | 'bounced';

/** A mail the stand-in has accepted. */
export interface Email {
  id: string;
  messageId: string;
  atMs: number;
  from: string;
  to: string[];
  cc: string[];
  bcc: string[];
  replyTo: string[];
  subject: string;
  html: string | null;
  text: string | null;
  headers: Record<string, string>;
  tags: Record<string, string>;
  idempotencyKey: string | null;
  state: EmailState;
}

const address = z
  .string()
  .regex(/^([^<>\r\n]*<)?[^\s<>@]+@[^\s<>@]+\.[^\s<>@]+>?$|^([^<>\r\n]*<)?[^\s<>@]+@localhost>?$/, {
    message: 'The email address needs to follow the `email@example.com` or `Name <email@example.com>` format.',
  });
const addresses = z.union([address.transform((one) => [one]), z.array(address).min(1).max(50)]);
const singleLine = z.string().regex(/^[^\r\n]*$/, { message: 'must not contain a line break' });

/** The body of `POST /emails`. Unknown fields are let through. */
export const EmailRequest = z
  .looseObject({
    from: address,
    to: addresses,
    cc: addresses.optional(),
    bcc: addresses.optional(),
    reply_to: addresses.optional(),
    subject: singleLine,
    html: z.string().nullish(),
    text: z.string().nullish(),
    headers: z.record(z.string(), singleLine).optional(),
    tags: z
      .array(z.object({ name: z.string().regex(/^[\w-]{1,256}$/), value: z.string().regex(/^[\w-]{0,256}$/) }))
      .optional(),
  })
  .refine(({ html, text }) => (html ?? '') !== '' || (text ?? '') !== '', {
    message: 'Missing `html` or `text` field.',
    path: ['html'],
  });
export type EmailRequest = z.output<typeof EmailRequest>;
