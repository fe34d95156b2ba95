import { publicNameOf } from './public-name';

/** In characters; a public name that somebody chose is no longer either. */
const NAME_LIMIT = 60;

/** What WhatsApp would read as formatting: in a name it would break the bold around it. */
const MARKS = /[*_~`]/g;

/**
 * What a customer reads before a teammate's words: `*Ana:* `.
 * Null when nothing of it could be read.
 */
export function publicOpening(teammate: { name: string; publicName: string | null }): string | null {
  const shown = Array.from(publicNameOf(teammate).replace(MARKS, '').trim()).slice(0, NAME_LIMIT).join('').trim();
  return shown === '' ? null : `*${shown}:* `;
}
