/** How WhatsApp shows a stretch of text. */
export type Mark = 'bold' | 'italic' | 'strike' | 'code';

export interface MarkedText {
  text: string;
  /** Outermost first. */
  marks: readonly Mark[];
}

const CODE = /(```[\s\S]+?```|`[^`\n]+`)/;
const SIGNS = { bold: '*', italic: '_', strike: '~' } as const;
const PAIR = new RegExp(Object.entries(SIGNS).map(pairOf).join('|'), 'gu');

/** A pair of signs opens where a word may begin and closes where one may end, in the same line; an address has no marks. */
function pairOf([mark, sign]: readonly [string, string]): string {
  const before = String.raw`(?<=^|[\s"'“”‘’«»()[\]{}¿¡*_~])(?<![${sign}])`;
  const inside = String.raw`(?<${mark}>(?!\s)[^\n${sign}]*[^\s${sign}])`;
  return String.raw`${before}[${sign}]${inside}[${sign}](?![\p{L}\p{N}${sign}])`;
}

/**
 * Reads WhatsApp's marks: `*bold*`, `_italic_`, `~strike~`, code between backticks. The stretches joined are the text
 * without its marks; whatever is no pair of marks stays as it was written.
 * Source: WhatsApp Help Center, "How to format your messages".
 */
export function readMarks(text: string): MarkedText[] {
  return text.split(CODE).flatMap((part, at) => (at % 2 === 1 ? [codeIn(part)] : proseIn(part, [])));
}

function codeIn(part: string): MarkedText {
  const text = part.startsWith('```') ? part.slice(3, -3).replace(/^\r?\n|\r?\n$/g, '') : part.slice(1, -1);
  return { text, marks: ['code'] };
}

/** No mark holds itself, so this is at most three deep. */
function proseIn(text: string, marks: readonly Mark[]): MarkedText[] {
  const read: MarkedText[] = [];
  let end = 0;
  const plain = (until: number) => {
    if (until > end) read.push({ text: text.slice(end, until), marks });
  };
  for (const { 0: whole, index, groups } of text.matchAll(PAIR)) {
    plain(index);
    for (const mark of ['bold', 'italic', 'strike'] as const) {
      const inside = groups?.[mark];
      if (inside !== undefined) read.push(...proseIn(inside, [...marks, mark]));
    }
    end = index + whole.length;
  }
  plain(text.length);
  return read;
}
