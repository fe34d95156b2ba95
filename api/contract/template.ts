import { z } from 'zod';
import type { Operation } from './operation';

/** A message that WhatsApp approved beforehand, and takes at any time. */
export const Template = z
  .object({
    name: z.string(),
    language: z.string(),
    category: z.string(),
    header: z.string().nullable(),
    /** With its `{{variables}}`. */
    body: z.string(),
    footer: z.string().nullable(),
    buttons: z.array(z.string()),
    /** What `parameters` fill, in this order. */
    variables: z.array(
      z.object({
        in: z.enum(['header', 'body', 'button']),
        /** As it stands between the braces. */
        name: z.string(),
        example: z.string().nullable(),
      }),
    ),
    /** Why it cannot be sent from here, in one plain sentence; null when it can. */
    unusable: z.string().nullable(),
  })
  .meta({ id: 'Template' });

export type Template = z.output<typeof Template>;

export const Templates = z.object({ items: z.array(Template) }).meta({ id: 'Templates' });

export type Templates = z.output<typeof Templates>;

export const TEMPLATE_OPERATIONS: readonly Operation[] = [
  {
    method: 'get',
    path: '/api/templates',
    tag: 'Messages',
    summary: 'The approved templates, as WhatsApp listed them within the last minute',
    access: 'teammate',
    answer: { status: 200, schema: Templates },
    refuses: ['not_configured'],
  },
];
