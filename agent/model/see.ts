import type { SeenMedia } from '../contract';

/** Types that vision models take. Source: OpenAI guides, "Images and vision". */
const PICTURES: ReadonlySet<string> = new Set(['image/jpeg', 'image/png', 'image/webp', 'image/gif']);

const PDF = 'application/pdf';

/** Bytes of one file: WhatsApp's own limit for pictures; a larger document is for people. */
const MOST_BYTES = 5 * 1024 * 1024;

/** Which files a model is shown. Documents are taken by the Responses API alone; compatible servers mostly refuse them. */
export function canSee(api: 'responses' | 'chat'): (file: { mimeType: string; size: number }) => boolean {
  return ({ mimeType, size }) => {
    const type = essence(mimeType);
    return size > 0 && size <= MOST_BYTES && (PICTURES.has(type) || (type === PDF && api === 'responses'));
  };
}

export function isPicture({ mimeType }: SeenMedia): boolean {
  return PICTURES.has(essence(mimeType));
}

/** The file inside the request: addresses at WhatsApp need our token, and ours are not public. */
export function dataUrl({ mimeType, bytes }: SeenMedia): string {
  return `data:${essence(mimeType)};base64,${Buffer.from(bytes).toString('base64')}`;
}

function essence(mimeType: string): string {
  return mimeType.split(';', 1)[0]?.trim().toLowerCase() ?? '';
}
