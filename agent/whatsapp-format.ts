// Stands for WhatsApp's `*` while `*` still means Markdown; private use, so no text contains it.
const BOLD = '\uE000';
const CODE = /(```[\s\S]*?```|`[^`\n]+`)/;

/**
 * Rewrites Markdown as WhatsApp markup: *bold*, _italic_, ~strike~, "- " lists, links written out, tables as lines. Text that
 * is already plain comes back as it is; code is left alone. Never throws.
 * Source: WhatsApp Help Center, "How to format your messages".
 */
export function toWhatsAppFormat(markdown: string): string {
  return markdown
    .replaceAll(BOLD, '')
    .replaceAll(/\r\n?/g, '\n')
    .split(CODE)
    .map((part, at) => (at % 2 === 1 ? part.replace(/^```[a-z0-9]+\n/i, '```') : formatProse(part)))
    .join('')
    .replaceAll(/[ \t]+$/gm, '')
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim();
}

function formatProse(text: string): string {
  return text
    .replaceAll(/<br\s*\/?>/gi, '\n')
    .replaceAll(/^(?:[ \t]*\|)?[ \t:|-]*-{3,}[ \t:|-]*$\n?/gm, '')
    .replaceAll(
      /^[ \t]*\|(.*)\|[ \t]*$/gm,
      (_row, cells: string) =>
        `- ${cells
          .split('|')
          .map((cell) => cell.trim())
          .join(': ')}`,
    )
    .replaceAll(
      /^#{1,6}[ \t]+(.+?)[ \t#]*$/gm,
      (_line, title: string) => BOLD + title.replaceAll(/\*\*|__/g, '') + BOLD,
    )
    .replaceAll(/^([ \t]*)[*+][ \t]+/gm, '$1- ')
    .replaceAll(/!?\[([^\]\n]*)\]\(([^()\s]+)(?:[ \t]+"[^"\n]*")?\)/g, (_link, label: string, url: string) =>
      label.trim() === '' || label === url || `https://${label}` === url ? url : `${label} (${url})`,
    )
    .replaceAll(/\*\*\*(?=\S)([^*\n]+?)\*\*\*/g, `${BOLD}_$1_${BOLD}`)
    .replaceAll(/\*\*(?=\S)([^\n]+?)\*\*/g, `${BOLD}$1${BOLD}`)
    .replaceAll(/(?<![\p{L}\p{N}_])__(?=\S)([^\n]+?)__(?![\p{L}\p{N}_])/gu, `${BOLD}$1${BOLD}`)
    .replaceAll(/(?<![\p{L}\p{N}*\\])\*(?=[^\s*])([^*\n]+?)(?<=\S)\*(?![\p{L}\p{N}*])/gu, '_$1_')
    .replaceAll(/~~(?=\S)([^~\n]+?)~~/g, '~$1~')
    .replaceAll(/\\([\\`*_{}[\]()#+.!~>-])/g, '$1')
    .replaceAll(BOLD, '*');
}
