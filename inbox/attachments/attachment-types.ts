/** The API's, by the endings of their names: some systems know no type for office documents. */
const BY_ENDING: Readonly<Record<string, string>> = {
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
export const ACCEPT = ['image/*', ...Object.keys(BY_ENDING).map((ending) => `.${ending}`)].join();

/** The API's, in bytes. */
export const DOCUMENT_LIMIT = 20 * 1024 * 1024;
export const IMAGE_LIMIT = 5 * 1024 * 1024;

/** The type under which a document is sent; null for what WhatsApp does not take. */
export function documentType({ name, type }: File): string | null {
  const [bare = ''] = type.split(';');
  if (Object.values(BY_ENDING).includes(bare)) return bare;
  return BY_ENDING[name.split('.').at(-1)?.toLowerCase() ?? ''] ?? null;
}
