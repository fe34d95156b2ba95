/** What WhatsApp shows a file as. */
export const ATTACHMENT_KINDS = ['image', 'video', 'audio', 'document'] as const;

export type AttachmentKind = (typeof ATTACHMENT_KINDS)[number];

const MB = 1024 * 1024;

/** In bytes. WhatsApp's own, but for documents: of those it takes 100 MB. */
export const ATTACHMENT_LIMITS: Readonly<Record<AttachmentKind, number>> = {
  image: 5 * MB,
  video: 16 * MB,
  audio: 16 * MB,
  document: 20 * MB,
};

/** In UTF-16 units. Source: WhatsApp Cloud API reference, "Messages". */
export const CAPTION_LIMIT = 1_024;

interface AttachmentType {
  kind: AttachmentKind;
  /** Whether a file that begins with these bytes can be one. */
  begins: (start: Uint8Array) => boolean;
  /** Where WhatsApp wants more than the bare type. */
  sentAs?: string;
}

const bytes =
  (...expected: number[]) =>
  (start: Uint8Array): boolean =>
    expected.every((byte, index) => start[index] === byte);

const latin = (start: Uint8Array): string => String.fromCharCode(...start.subarray(0, 512));
const isAscii =
  (text: string, at = 0) =>
  (start: Uint8Array): boolean =>
    latin(start).startsWith(text, at);

/** The container of MP4, M4A and 3GP alike. */
const isMpeg4 = isAscii('ftyp', 4);
/** The first page of an Ogg file names its codec; WhatsApp takes no other than this one. */
const isOpus = (start: Uint8Array): boolean => isAscii('OggS')(start) && latin(start).includes('OpusHead');
/** The first eleven bits of each frame of an MP3 and an AAC file are set. */
const isFrame = (start: Uint8Array): boolean => start[0] === 0xff && ((start[1] ?? 0) & 0xe0) === 0xe0;
const isPdf = bytes(0x25, 0x50, 0x44, 0x46);
const isZip = bytes(0x50, 0x4b, 0x03, 0x04);
const isOle = bytes(0xd0, 0xcf, 0x11, 0xe0);
/** No text holds a NUL, and hardly any other format here is without. */
const isText = (start: Uint8Array): boolean => !start.includes(0) && !isPdf(start);

const OFFICE = 'application/vnd.openxmlformats-officedocument';

/** What can be sent. Source: WhatsApp Cloud API, "Media", supported types. */
const TYPES: Readonly<Record<string, AttachmentType>> = {
  'image/jpeg': { kind: 'image', begins: bytes(0xff, 0xd8, 0xff) },
  'image/png': { kind: 'image', begins: bytes(0x89, 0x50, 0x4e, 0x47) },
  'video/mp4': { kind: 'video', begins: isMpeg4 },
  'video/3gpp': { kind: 'video', begins: isMpeg4 },
  'audio/aac': { kind: 'audio', begins: isFrame },
  'audio/mp4': { kind: 'audio', begins: isMpeg4 },
  'audio/mpeg': { kind: 'audio', begins: (start) => isAscii('ID3')(start) || isFrame(start) },
  'audio/amr': { kind: 'audio', begins: isAscii('#!AMR') },
  'audio/ogg': { kind: 'audio', begins: isOpus, sentAs: 'audio/ogg; codecs=opus' },
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

/** The type under which WhatsApp takes it. */
export function sentAs(mimeType: string): string {
  return TYPES[mimeType]?.sentAs ?? mimeType;
}
