import { z } from 'zod';
import { InteractiveBody, readInteractive } from './interactive-body';
import type { InboundKind, MessageContent } from '../../domain/inbound';
import {
  ContactsBody,
  LocationBody,
  OrderBody,
  describeContacts,
  describeLocation,
  describeOrder,
} from './spoken-body';
import { anyObject, lenient, presentText, whatsAppId } from './wire-scalars';

const nothing: Omit<MessageContent, 'kind' | 'payload'> = {
  text: null,
  buttonId: null,
  media: null,
  needsAnswer: true,
  identityChange: null,
  reactionTo: null,
  editOf: null,
  revokeOf: null,
};

type Reader = (body: unknown) => Partial<MessageContent>;

/** Binds a reading to the schema of its body; a body that does not fit makes the message `unsupported`. */
function reading<T>(schema: z.ZodType<T>, read: (body: T) => Partial<MessageContent>): Reader {
  return (body) => read(schema.parse(body));
}

// A failed download at Meta's side leaves no id, or no body at all: the caption and the kind still count.
const MediaBody = z
  .looseObject({
    id: lenient(whatsAppId),
    mime_type: presentText,
    sha256: presentText,
    caption: lenient(z.string()),
    filename: presentText,
    voice: lenient(z.boolean()),
  })
  .default({});

const media = reading(MediaBody, ({ id, mime_type, sha256, caption, filename, voice }) => ({
  text: caption ?? null,
  media:
    id === undefined
      ? null
      : {
          waMediaId: id,
          mimeType: mime_type ?? 'application/octet-stream',
          sha256: sha256 ?? null,
          filename: filename ?? null,
          voice: voice ?? false,
        },
}));

const SystemBody = z.looseObject({
  body: lenient(z.string()),
  wa_id: presentText,
  user_id: presentText,
  previous_user_id: presentText,
});

const READERS: Record<Exclude<InboundKind, 'unsupported'>, Reader> = {
  text: reading(z.looseObject({ body: z.string() }), ({ body }) => ({ text: body })),
  image: media,
  video: media,
  audio: media,
  document: media,
  sticker: media,
  location: reading(LocationBody, (location) => ({ text: describeLocation(location) })),
  contacts: reading(ContactsBody, (contacts) => ({ text: describeContacts(contacts) })),
  order: reading(OrderBody, (order) => ({ text: describeOrder(order) })),
  interactive: reading(InteractiveBody, readInteractive),
  button: reading(z.looseObject({ text: z.string(), payload: lenient(z.string()) }), ({ text, payload }) => ({
    text,
    buttonId: payload ?? null,
  })),
  // A reaction that was taken back has no emoji, or an empty one.
  reaction: reading(z.looseObject({ message_id: whatsAppId, emoji: presentText }), ({ message_id, emoji }) => ({
    text: emoji ?? null,
    reactionTo: message_id,
    needsAnswer: false,
  })),
  system: reading(SystemBody, ({ body, wa_id, user_id, previous_user_id }) => ({
    text: body ?? null,
    identityChange:
      wa_id === undefined && user_id === undefined
        ? null
        : {
            ...(previous_user_id !== undefined && { previousBsuid: previous_user_id }),
            ...(wa_id !== undefined && { newWaId: wa_id }),
            ...(user_id !== undefined && { newBsuid: user_id }),
          },
    needsAnswer: false,
  })),
  edit: reading(z.looseObject({ original_message_id: whatsAppId, message: lenient(anyObject) }), (edit) => {
    // One level only: an edit of an edit names the first message again.
    const edited = edit.message?.['type'] === 'edit' ? undefined : edit.message;
    const { text, media: editedMedia } = edited === undefined ? nothing : parseContent(edited);
    return { text, media: editedMedia, editOf: edit.original_message_id, needsAnswer: false };
  }),
  revoke: reading(z.looseObject({ original_message_id: whatsAppId }), ({ original_message_id }) => ({
    revokeOf: original_message_id,
    needsAnswer: false,
  })),
  request_welcome: () => ({ needsAnswer: false }),
};

function isReadable(type: unknown): type is keyof typeof READERS {
  return typeof type === 'string' && Object.hasOwn(READERS, type);
}

/** What surrounds the body but belongs to its meaning: an ad that was answered, a product asked about, failed media. */
function surroundings(message: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    ['context', 'referral', 'errors'].flatMap((key) => (message[key] === undefined ? [] : [[key, message[key]]])),
  );
}

/**
 * Reads the type and body of one message. Never throws: an unknown type, or a body that does not fit its type, becomes
 * `unsupported` with the whole message as payload, because a customer did write something and waits for an answer.
 */
export function parseContent(message: Record<string, unknown>): MessageContent {
  const { type } = message;
  if (!isReadable(type)) return { ...nothing, kind: 'unsupported', payload: message };
  const body = message[type];
  try {
    const content = READERS[type](body);
    const payload = anyObject.safeParse(body).data ?? (body === undefined ? {} : { [type]: body });
    return { ...nothing, ...content, kind: type, payload: { ...payload, ...surroundings(message) } };
  } catch {
    return { ...nothing, kind: 'unsupported', payload: message };
  }
}
