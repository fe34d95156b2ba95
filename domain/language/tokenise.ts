import { normaliseWord, scannedParts, squeezeRepeats } from './normalise';
import { joinSpelledWords } from './spelled-words';

export interface Token {
  /** Normalised spellings, the likeliest first; a second one only for held-down letters. Never empty. */
  forms: readonly string[];
  /** Where the word stands in the original text. */
  start: number;
  end: number;
  /** Number of its sentence; rules never look across a sentence's end. */
  sentence: number;
  /** Number of its part between commas and the like; what is denied in one part is not denied in the next. */
  clause: number;
}

// Words, with inner apostrophes; or the end of a sentence or of a clause. A dot inside "3.50" or "e.g." ends nothing.
const WORD_OR_END =
  /[\p{L}\p{M}\p{N}\u200b-\u200d\u00ad]+(?:['’‘`´ʼ][\p{L}\p{M}\p{N}]+)*|[!?;\n…؟؛।]+|\.+(?=\s|$)|[,:،—–]/gu;
const SENTENCE_END = /^[!?;\n….؟؛।]/u;
const CLAUSE_END = /^[,:،—–]/u;
const PLAIN = /^[a-z0-9]+$/i;
const HELD_DOWN = /(.)\1\1/;
const APOSTROPHE = /['’‘`´ʼ]/u;
const ELIDED = /^(?:.{1,2}|qu|dell|all|nell|dall|sull|quell|quest|un|jusqu|lorsqu|puisqu|quelqu|nessun|qualcun)$/u;

/**
 * Cuts a text into normalised words that remember where they stood. "l'operatore" becomes two words (an elision), "don't"
 * becomes `dont`, "h u m a n" becomes `human`. Reads at most the scanned head and tail of the text; linear; never throws.
 */
export function tokenise(text: string): readonly Token[] {
  if (text !== last.text) last = { text, tokens: cut(text) };
  return last.tokens;
}

/** A message is asked several questions one after the other: what was cut last is cut once. */
let last: { text: string; tokens: readonly Token[] } = { text: '', tokens: [] };

function cut(text: string): Token[] {
  const tokens: Token[] = [];
  let sentence = 0;
  let clause = 0;
  for (const part of scannedParts(text)) {
    for (const match of part.text.matchAll(WORD_OR_END)) {
      const start = part.offset + match.index;
      if (SENTENCE_END.test(match[0])) sentence += 1;
      if (SENTENCE_END.test(match[0]) || CLAUSE_END.test(match[0])) clause += 1;
      else pushWord(tokens, match[0], { start, sentence, clause });
    }
    sentence += 1;
    clause += 1;
  }
  return joinSpelledWords(tokens);
}

function pushWord(tokens: Token[], raw: string, place: Pick<Token, 'start' | 'sentence' | 'clause'>): void {
  // Most words are this plain, and a message is read several times.
  if (PLAIN.test(raw)) {
    const word = raw.toLowerCase();
    const { start, sentence, clause } = place;
    tokens.push({
      start,
      sentence,
      clause,
      forms: HELD_DOWN.test(word) ? squeezeRepeats(word) : [word],
      end: start + raw.length,
    });
    return;
  }
  const apostrophe = raw.search(APOSTROPHE);
  if (apostrophe > 0 && ELIDED.test(raw.slice(0, apostrophe).toLowerCase())) {
    pushWord(tokens, raw.slice(0, apostrophe), place);
    pushWord(tokens, raw.slice(apostrophe + 1), { ...place, start: place.start + apostrophe + 1 });
    return;
  }
  const forms = squeezeRepeats(normaliseWord(raw.replaceAll(/['’‘`´ʼ]/gu, '')));
  const { start, sentence, clause } = place;
  if (forms[0] !== '') tokens.push({ start, sentence, clause, forms, end: start + raw.length });
}
