type Kind = 'image' | 'video' | 'audio' | 'document';

/** The API's, by the endings of their names: some systems know no type for a file, or one that WhatsApp does not. */
const BY_ENDING: Readonly<Record<string, string>> = {
  mp4: 'video/mp4',
  m4v: 'video/mp4',
  '3gp': 'video/3gpp',
  aac: 'audio/aac',
  m4a: 'audio/mp4',
  mp3: 'audio/mpeg',
  amr: 'audio/amr',
  ogg: 'audio/ogg',
  oga: 'audio/ogg',
  opus: 'audio/ogg',
  pdf: 'application/pdf',
  txt: 'text/plain',
  doc: 'application/msword',
  xls: 'application/vnd.ms-excel',
  ppt: 'application/vnd.ms-powerpoint',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  pptx: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
};

/** For the dialog in which files are chosen. */
export const ACCEPT = ['image/*', 'video/*', 'audio/*', ...Object.keys(BY_ENDING).map((ending) => `.${ending}`)].join();

const MB = 1024 * 1024;

/** The API's, in bytes. */
export const LIMITS: Readonly<Record<Kind, number>> = {
  image: 5 * MB,
  video: 16 * MB,
  audio: 16 * MB,
  document: 20 * MB,
};

/** The type under which a file other than a picture is sent; null for what WhatsApp does not take. */
export function sentType({ name, type }: Pick<File, 'name' | 'type'>): string | null {
  const [bare = ''] = type.split(';');
  if (Object.values(BY_ENDING).includes(bare)) return bare;
  return BY_ENDING[name.split('.').at(-1)?.toLowerCase() ?? ''] ?? null;
}

/** What WhatsApp shows it as. */
export function kindOf(type: string): Kind {
  const [kind] = type.split('/');
  return kind === 'image' || kind === 'video' || kind === 'audio' ? kind : 'document';
}
