const LATIN_LETTERS: Record<string, string> = { ß: 'ss', ı: 'i', ø: 'o', œ: 'oe', æ: 'ae', đ: 'd', ł: 'l' };

// Taken off after decomposition: accents, Arabic vowel signs and hamza seats, the Arabic stretching line, the Devanagari nukta,
// and invisible characters: joiners, marks of direction, variants of emoji.
const DROPPED =
  /[\u0300-\u036f]|[\u064b-\u065f]|[\u0670\u0640]|\u093c|[\u200b-\u200f]|[\ufe00-\ufe0f]|\u20e3|\u2060|\ufeff|\u00ad/gu;

/**
 * One word in the spelling that the lexicons are compared in: compatibility forms folded, lower case, no accents, Arabic alef, ya,
 * kaf and ta-marbuta unified, Devanagari nasals unified, native digits as 0-9. Idempotent; never throws, lone surrogates included.
 */
export function normaliseWord(word: string): string {
  if (/^[a-z0-9]*$/.test(word)) return word;
  const known = normalised.get(word);
  if (known !== undefined) return known;
  const spelling = spellingOf(word);
  if (word.length > LONGEST_KEPT) return spelling;
  if (normalised.size >= MOST_KEPT) normalised.clear();
  normalised.set(word, spelling);
  return spelling;
}

/** Spellings worked out before: words recur, and every reading of a message asks for the same ones. */
const normalised = new Map<string, string>();
const MOST_KEPT = 20_000;
const LONGEST_KEPT = 30;

function spellingOf(word: string): string {
  return word
    .normalize('NFKC')
    .toLowerCase()
    .normalize('NFD')
    .replace(DROPPED, '')
    .replace(/[ßıøœæđł]/gu, (letter) => LATIN_LETTERS[letter] ?? letter)
    .replace(/\u0671/gu, 'ا')
    .replace(/[ىیې]/gu, 'ي')
    .replace(/ک/gu, 'ك')
    .replace(/ة/gu, 'ه')
    .replace(/ँ/gu, 'ं')
    .replace(/[٠-٩]/gu, (digit) => String(digit.charCodeAt(0) - 0x0660))
    .replace(/[۰-۹]/gu, (digit) => String(digit.charCodeAt(0) - 0x06f0))
    .replace(/[०-९]/gu, (digit) => String(digit.charCodeAt(0) - 0x0966));
}

/** Letters held down ("pleeease") written once, and twice for words that have a double letter of their own ("callll"). */
export function squeezeRepeats(word: string): string[] {
  if (!/(.)\1\1/u.test(word)) return [word];
  return [word.replace(/(.)\1{2,}/gu, '$1'), word.replace(/(.)\1{2,}/gu, '$1$1')];
}

/** Characters read from the beginning and from the end of a long text. What lies between is left to the model. */
const SCANNED_HEAD = 3000;
const SCANNED_TAIL = 1000;

/**
 * The two ends of a text that are scanned, with the offset of the second one. Bounds the time of every rule whatever is sent;
 * a WhatsApp text has at most 4,096 characters, so that only long bursts are cut.
 */
export function scannedParts(text: string): { text: string; offset: number }[] {
  if (text.length <= SCANNED_HEAD + SCANNED_TAIL) return [{ text, offset: 0 }];
  const offset = text.length - SCANNED_TAIL;
  return [
    { text: text.slice(0, SCANNED_HEAD), offset: 0 },
    { text: text.slice(offset), offset },
  ];
}
