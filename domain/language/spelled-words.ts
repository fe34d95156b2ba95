import type { Token } from './tokenise';

/** Fewer single letters in a row may be initials, units or sizes. */
const FEWEST_LETTERS = 4;
const LETTER = /^\p{L}$/u;

/**
 * Joins words that were spelled out, "h u m a n" or "a.g.e.n.t", into one each. A run also stands without its first letter,
 * because an article before it cannot be told from the word's own beginning ("a h u m a n").
 */
export function joinSpelledWords(tokens: readonly Token[]): Token[] {
  if (!tokens.some(({ forms }) => LETTER.test(forms[0] ?? ''))) return [...tokens];
  const joined: Token[] = [];
  for (let from = 0; from < tokens.length;) {
    const run = runFrom(tokens, from);
    const [first] = run;
    const last = run.at(-1);
    if (first && last && run.length >= FEWEST_LETTERS) {
      const word = run.map(({ forms }) => forms[0] ?? '').join('');
      joined.push({ ...first, forms: [word, word.slice(1)], end: last.end });
    } else joined.push(...tokens.slice(from, from + Math.max(1, run.length)));
    from += Math.max(1, run.length);
  }
  return joined;
}

/** The single letters from here on with one sign between each and the next. */
function runFrom(tokens: readonly Token[], from: number): Token[] {
  const run: Token[] = [];
  for (let at = from; at < tokens.length; at += 1) {
    const token = tokens[at];
    const before = run.at(-1);
    if (!token || !LETTER.test(token.forms[0] ?? '')) break;
    if (before && (token.start !== before.end + 1 || token.clause !== before.clause)) break;
    run.push(token);
  }
  return run;
}
