import { el } from './dom.js';

const INLINE =
  /```([\s\S]+?)```|`([^`\n]+)`|(https?:\/\/[^\s<>]+[^\s<>.,;:!?)\]'"])|(?<![\p{L}\p{N}])([*_~])(?=\S)([^\n]*?\S)\4(?![\p{L}\p{N}])/gu;
const TAGS = { '*': 'strong', _: 'em', '~': 's' };

/** WhatsApp's own markup as nodes: *bold* _italic_ ~strike~ `code`, ```mono```, links. */
export function inline(text) {
  const nodes = [];
  let at = 0;
  for (const match of text.matchAll(INLINE)) {
    const [whole, block, code, link, mark, inner] = match;
    if (match.index > at) nodes.push(text.slice(at, match.index));
    if (block !== undefined || code !== undefined) nodes.push(el('code', {}, block ?? code));
    else if (link !== undefined) nodes.push(el('a', { href: link, target: '_blank', rel: 'noreferrer' }, link));
    else nodes.push(el(TAGS[mark], {}, ...inline(inner)));
    at = match.index + whole.length;
  }
  if (at < text.length) nodes.push(text.slice(at));
  return nodes;
}

/** Lines and blocks: `> quote`, `- item`, `1. item`, and paragraphs that keep their line breaks. */
export function formatted(text) {
  const blocks = [];
  for (const line of text.split('\n')) {
    const [kind, content] = kindOf(line);
    const last = blocks[blocks.length - 1];
    if (last?.kind === kind) last.lines.push(content);
    else blocks.push({ kind, lines: [content] });
  }
  return blocks.map(({ kind, lines }) => {
    if (kind === 'ul' || kind === 'ol') return el(kind, {}, ...lines.map((line) => el('li', {}, ...inline(line))));
    return el(kind, {}, ...inline(lines.join('\n')));
  });
}

function kindOf(line) {
  if (line.startsWith('> ')) return ['blockquote', line.slice(2)];
  if (/^[-*•] \S/.test(line)) return ['ul', line.slice(2)];
  const numbered = /^\d+\. (\S.*)/.exec(line);
  return numbered ? ['ol', numbered[1]] : ['p', line];
}

export const timeOf = (atMs) => new Date(atMs).toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' });

/** "Today", "Yesterday" or the date. */
export function dayOf(atMs) {
  const start = (ms) => new Date(ms).setHours(0, 0, 0, 0);
  const days = Math.round((start(Date.now()) - start(atMs)) / 86_400_000);
  if (days === 0) return 'Today';
  if (days === 1) return 'Yesterday';
  return new Date(atMs).toLocaleDateString([], { day: 'numeric', month: 'long', year: 'numeric' });
}

/** How a country groups its digits; others come in threes. */
const GROUPS = [
  [/^(1)(\d{3})(\d{3})(\d{4})$/, '$1 $2 $3 $4'],
  [/^(55)(\d{2})(\d{5})(\d{4})$/, '$1 $2 $3 $4'],
  [/^(34)(\d{3})(\d{3})(\d{3})$/, '$1 $2 $3 $4'],
  [/^(44)(\d{4})(\d{6})$/, '$1 $2 $3'],
];

/** A number as people write it. */
export function phoneOf(waId) {
  const known = GROUPS.find(([pattern]) => pattern.test(waId));
  return `+${known ? waId.replace(...known) : waId.replace(/(\d{2,3})(?=(\d{3})+$)/g, '$1 ')}`;
}

/** Without the marks of *bold* and the like. */
const plain = (text) => text.replace(/(?<![\p{L}\p{N}])([*_~])(?=\S)([^\n]*?\S)\1(?![\p{L}\p{N}])/gu, '$2');

/** One line about a message, for the list and for quotes. */
export const previewOf = (message) => plain(textOf(message));

/** The text of a message, as it was written. */
export function textOf(message) {
  if (message.revoked) return 'This message was deleted';
  const body = message.content[message.type] ?? {};
  switch (message.type) {
    case 'text':
      return message.content.text.body;
    case 'image':
      return `📷 ${body.caption ?? 'Photo'}`;
    case 'audio':
      return '🎤 Voice note';
    case 'video':
      return `🎥 ${body.caption ?? 'Video'}`;
    case 'document':
      return `📄 ${body.filename ?? 'Document'}`;
    case 'sticker':
      return 'Sticker';
    case 'location':
      return `📍 ${body.name ?? 'Location'}`;
    case 'button':
      return body.text;
    case 'interactive':
      return body.button_reply?.title ?? body.list_reply?.title ?? body.body?.text ?? '';
    case 'template':
      return message.content.filled?.text ?? body.name;
    default:
      return `(${message.type})`;
  }
}
