/** In characters; a public name that somebody chose is no longer either. */
const NAME_LIMIT = 60;

/** What WhatsApp would read as formatting: in a name it would break the bold around it. */
const MARKS = /[*_~`]/g;

/**
 * What a customer reads before a teammate's words, `*Ana:* `: the name chosen for them, else the first word of the name.
 * Null when nothing of it could be read.
 */
export function publicOpening({ name, publicName }: { name: string; publicName: string | null }): string | null {
  const called = publicName ?? name.trim().split(/\s+/u)[0] ?? '';
  const shown = Array.from(called.replace(MARKS, '').trim()).slice(0, NAME_LIMIT).join('').trim();
  return shown === '' ? null : `*${shown}:* `;
}
