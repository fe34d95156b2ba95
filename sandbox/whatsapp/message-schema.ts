import { z } from 'zod';

/** Limits are Meta's. Fields this page does not name are let through, as Graph does. */
const text = (max: number) => z.string().min(1).max(max);
const media = z
  .looseObject({ id: z.string().optional(), link: z.url().optional(), caption: text(1024).optional() })
  .refine(({ id, link }) => (id === undefined) !== (link === undefined), {
    message: 'Exactly one of id and link is required',
  });
const bare = z
  .looseObject({ id: z.string().optional(), link: z.url().optional() })
  .refine(({ id, link }) => (id === undefined) !== (link === undefined), {
    message: 'Exactly one of id and link is required',
  });
const distinct =
  <Item>(by: (item: Item) => string) =>
  (items: Item[]): boolean =>
    new Set(items.map(by)).size === items.length;

const button = z.looseObject({ type: z.literal('reply'), reply: z.object({ id: text(256), title: text(20) }) });
type Button = z.output<typeof button>;
const row = z.object({ id: text(200), title: text(24), description: z.string().max(72).optional() });
const section = z.looseObject({ title: z.string().max(24).optional(), rows: z.array(row).min(1).max(10) });
const body = z.object({ text: text(1024) });
const frame = {
  body,
  header: z.looseObject({ type: z.string() }).optional(),
  footer: z.object({ text: text(60) }).optional(),
};

const Interactive = z.discriminatedUnion('type', [
  z.looseObject({
    type: z.literal('button'),
    ...frame,
    action: z.looseObject({
      buttons: z
        .array(button)
        .min(1)
        .max(3)
        .refine(
          distinct<Button>((each) => each.reply.id),
          { message: 'Button ids must be unique' },
        )
        .refine(
          distinct<Button>((each) => each.reply.title),
          { message: 'Button titles must be unique' },
        ),
    }),
  }),
  z.looseObject({
    type: z.literal('list'),
    ...frame,
    body: z.object({ text: text(4096) }),
    action: z.looseObject({
      button: text(20),
      sections: z
        .array(section)
        .min(1)
        .max(10)
        .refine((sections) => sections.flatMap((each) => each.rows).length <= 10, {
          message: 'At most 10 rows in all',
        }),
    }),
  }),
  z.looseObject({
    type: z.enum(['cta_url', 'flow', 'location_request_message', 'call_permission_request', 'product', 'product_list']),
    body: body.optional(),
  }),
]);

const TemplateMessage = z.looseObject({
  name: text(512),
  language: z.looseObject({ code: z.string().min(2) }),
  components: z
    .array(
      z.looseObject({
        type: z.string(),
        parameters: z.array(z.looseObject({ type: z.string(), text: z.string().optional() })).optional(),
      }),
    )
    .optional(),
});

const common = {
  messaging_product: z.literal('whatsapp'),
  recipient_type: z.literal('individual').optional(),
  to: z.string().min(1).optional(),
  recipient: z
    .string()
    .regex(/^[A-Z]{2}\.(ENT\.)?[A-Za-z0-9]{1,128}$/)
    .optional(),
  biz_opaque_callback_data: z.string().max(512).optional(),
  context: z.looseObject({ message_id: z.string().min(1) }).optional(),
};

/** A message a business may send: `POST /{phone-number-id}/messages`. */
export const OutboundMessage = z
  .preprocess(
    // `type` may be left out for text.
    (given) => (typeof given === 'object' && given !== null && !('type' in given) ? { ...given, type: 'text' } : given),
    z.discriminatedUnion('type', [
      z.looseObject({
        ...common,
        type: z.literal('text'),
        text: z.looseObject({ body: text(4096), preview_url: z.boolean().optional() }),
      }),
      z.looseObject({ ...common, type: z.literal('image'), image: media }),
      z.looseObject({ ...common, type: z.literal('video'), video: media }),
      z.looseObject({ ...common, type: z.literal('document'), document: media }),
      z.looseObject({ ...common, type: z.literal('audio'), audio: bare }),
      z.looseObject({ ...common, type: z.literal('sticker'), sticker: bare }),
      z.looseObject({
        ...common,
        type: z.literal('location'),
        location: z.looseObject({ latitude: z.coerce.number(), longitude: z.coerce.number() }),
      }),
      z.looseObject({
        ...common,
        type: z.literal('contacts'),
        contacts: z.array(z.looseObject({ name: z.looseObject({ formatted_name: z.string() }) })).min(1),
      }),
      z.looseObject({
        ...common,
        type: z.literal('reaction'),
        reaction: z.looseObject({ message_id: z.string().min(1), emoji: z.string() }),
      }),
      z.looseObject({ ...common, type: z.literal('interactive'), interactive: Interactive }),
      z.looseObject({ ...common, type: z.literal('template'), template: TemplateMessage }),
    ]),
  )
  .refine((message) => message.to !== undefined || message.recipient !== undefined, {
    message: 'to or recipient is required',
    path: ['to'],
  });
export type OutboundMessage = z.output<typeof OutboundMessage>;

/** `POST /{phone-number-id}/messages` with a read receipt, which may also show "typing". */
export const ReadReceipt = z.looseObject({
  messaging_product: z.literal('whatsapp'),
  status: z.literal('read'),
  message_id: z.string().min(1),
  typing_indicator: z.looseObject({ type: z.literal('text') }).optional(),
});
export type ReadReceipt = z.output<typeof ReadReceipt>;

/** The first thing wrong, in the words Graph uses for `error_data.details`. */
export function detailsOf(error: z.ZodError): string {
  const [issue] = error.issues;
  if (issue === undefined) return 'Invalid parameter';
  return `Param ${issue.path.map(String).join('.') || 'body'}: ${issue.message}`;
}
