import { normaliseWord, scannedParts, squeezeRepeats } from './normalise';

export interface Token {
  /** Normalised spellings, the likeliest first; a second one only for held-down letters. Never empty. */
  forms: readonly string[];
  /** Where the word stands in the original text. */
  start: number;
  end: number;
  /** Number of its sentence; rules never look across a sentence's end. */
  sentence: number;
}

// Words, with inner apostrophes; or the end of a sentence. A dot inside "3.50" or "e.g." ends nothing.
const WORD_OR_END = /[\p{L}\p{M}\p{N}\u200b-\u200d\u00ad]+(?:['’‘`´ʼ][\p{L}\p{M}\p{N}]+)*|[!?;\n…؟؛।]+|\.+(?=\s|$)/gu;
const APOSTROPHE = /['’‘`´ʼ]/u;
const ELIDED = /^(?:.{1,2}|qu|dell|all|nell|dall|sull|quell|quest|un|jusqu|lorsqu|puisqu|quelqu|nessun|qualcun)$/u;

/**
 * Cuts a text into normalised words that remember where they stood. "l'operatore" becomes two words (an elision), "don't"
 * becomes `dont`. Reads at most the scanned head and tail of the text; linear; never throws.
 */
export function tokenise(text: string): Token[] {
  const tokens: Token[] = [];
  let sentence = 0;
  for (const part of scannedParts(text)) {
    for (const match of part.text.matchAll(WORD_OR_END)) {
      const start = part.offset + match.index;
      if (/^[!?;\n….؟؛।]/u.test(match[0])) sentence += 1;
      else pushWord(tokens, match[0], start, sentence);
    }
    sentence += 1;
  }
  return tokens;
}

function pushWord(tokens: Token[], raw: string, start: number, sentence: number): void {
  const apostrophe = raw.search(APOSTROPHE);
  if (apostrophe > 0 && ELIDED.test(raw.slice(0, apostrophe).toLowerCase())) {
    pushWord(tokens, raw.slice(0, apostrophe), start, sentence);
    pushWord(tokens, raw.slice(apostrophe + 1), start + apostrophe + 1, sentence);
    return;
  }
  const forms = squeezeRepeats(normaliseWord(raw.replaceAll(/['’‘`´ʼ]/gu, '')));
  if (forms[0] !== '') tokens.push({ forms, start, end: start + raw.length, sentence });
}
