/**
 * A file's name as it may be shown: without folders, and without signs nobody sees, some of which turn what follows around
 * so that a program looks like a document.
 */
export function fileName(name: string | null): string {
  const shown = (name ?? '').replaceAll(/\p{C}/gu, '').split(/[\\/]/).at(-1)?.trim() ?? '';
  return shown === '' ? 'Document' : shown;
}
