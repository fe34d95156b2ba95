/** What WhatsApp shows a file as. */
export type AttachmentKind = 'image' | 'document';

const MB = 1024 * 1024;

/** In bytes. WhatsApp takes images up to 5 MB and documents up to 100 MB; 20 MB of the latter is our own limit. */
export const ATTACHMENT_LIMITS: Readonly<Record<AttachmentKind, number>> = { image: 5 * MB, document: 20 * MB };

/** In UTF-16 units. Source: WhatsApp Cloud API reference, "Messages". */
export const CAPTION_LIMIT = 1_024;

interface AttachmentType {
  kind: AttachmentKind;
  /** Whether a file that begins with these bytes can be one. */
  begins: (start: Uint8Array) => boolean;
}

const bytes =
  (...expected: number[]) =>
  (start: Uint8Array): boolean =>
    expected.every((byte, index) => start[index] === byte);

const isPdf = bytes(0x25, 0x50, 0x44, 0x46);
const isZip = bytes(0x50, 0x4b, 0x03, 0x04);
const isOle = bytes(0xd0, 0xcf, 0x11, 0xe0);
/** No text holds a NUL, and every other format here does. */
const isText = (start: Uint8Array): boolean => !start.includes(0) && !isPdf(start);

const OFFICE = 'application/vnd.openxmlformats-officedocument';

/** What can be sent. Source: WhatsApp Cloud API, "Media", supported types. */
const TYPES: Readonly<Record<string, AttachmentType>> = {
  'image/jpeg': { kind: 'image', begins: bytes(0xff, 0xd8, 0xff) },
  'image/png': { kind: 'image', begins: bytes(0x89, 0x50, 0x4e, 0x47) },
  'application/pdf': { kind: 'document', begins: isPdf },
  'text/plain': { kind: 'document', begins: isText },
  'application/msword': { kind: 'document', begins: isOle },
  'application/vnd.ms-excel': { kind: 'document', begins: isOle },
  'application/vnd.ms-powerpoint': { kind: 'document', begins: isOle },
  [`${OFFICE}.wordprocessingml.document`]: { kind: 'document', begins: isZip },
  [`${OFFICE}.spreadsheetml.sheet`]: { kind: 'document', begins: isZip },
  [`${OFFICE}.presentationml.presentation`]: { kind: 'document', begins: isZip },
};

export const ATTACHMENT_TYPES: readonly string[] = Object.keys(TYPES);

/** Null for a type that WhatsApp does not take. */
export function attachmentKind(mimeType: string): AttachmentKind | null {
  return TYPES[mimeType]?.kind ?? null;
}

/** Whether the first bytes of a file are those of its type: a name and a header may say anything. */
export function looksLike(mimeType: string, start: Uint8Array): boolean {
  return TYPES[mimeType]?.begins(start) ?? false;
}
