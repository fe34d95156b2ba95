/** Characters shown on either side of what was found. */
const BEFORE = 40;
const AFTER = 120;

export interface Excerpt {
  before: string;
  match: string;
  after: string;
}

/** The part of a message that shows why it was found: the words as they were typed, else the first of them it has. */
export function hitExcerpt(text: string, words: string): Excerpt {
  const found = [words, ...words.split(/\s+/)].map((each) => find(text, each)).find((each) => each !== null);
  const { at, length } = found ?? { at: 0, length: 0 };
  // By characters, so that no emoji is cut in half.
  const before = Array.from(text.slice(0, at));
  const after = Array.from(text.slice(at + length));
  return {
    before: `${before.length > BEFORE ? '…' : ''}${before.slice(-BEFORE).join('')}`,
    match: text.slice(at, at + length),
    after: `${after.slice(0, AFTER).join('')}${after.length > AFTER ? '…' : ''}`,
  };
}

/** Ignores case without changing lengths, as lowering both sides would. */
function find(text: string, words: string): { at: number; length: number } | null {
  if (words === '') return null;
  const match = new RegExp(words.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&'), 'iu').exec(text);
  return match === null ? null : { at: match.index, length: match[0].length };
}
