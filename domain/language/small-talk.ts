import { LANGUAGES } from './languages';
import type { SmallTalkWords } from './small-talk-words';
import { SMALL_TALK_WORDS } from './small-talk-words';
import { tokenise } from './tokenise';
import { Vocabulary } from './vocabulary';

export type SmallTalk = 'greeting' | 'thanks' | 'farewell' | 'acknowledgement';

// When a message holds several kinds ("ok thanks bye"), the one that comes first here is answered.
const KINDS = ['farewell', 'thanks', 'greeting', 'acknowledgement'] as const satisfies readonly SmallTalk[];
const FILLER = 'filler';
const LONGEST_SMALL_TALK = 15;
const EMOJI = /^[\p{Extended_Pictographic}\p{Emoji_Component}\s]+$/u;
const PICTURE = /\p{Extended_Pictographic}/u;

// One vocabulary for all languages: people greet and thank in languages that they do not write in.
const VOCABULARY = buildVocabulary();

function buildVocabulary(): Vocabulary {
  const vocabulary = new Vocabulary();
  for (const language of LANGUAGES) {
    const words: SmallTalkWords = SMALL_TALK_WORDS[language];
    for (const kind of KINDS) vocabulary.add(kind, words[kind], { repaired: false });
    vocabulary.add(FILLER, words.filler, { repaired: false });
  }
  return vocabulary;
}

/**
 * What kind of small talk the whole message is, in any of the ten languages; null when it says anything else, so that a
 * question after a greeting is never swallowed. Only emoji count as an acknowledgement.
 */
export function smallTalkOf(text: string): SmallTalk | null {
  const tokens = tokenise(text);
  if (tokens.length === 0) return PICTURE.test(text) && EMOJI.test(text) ? 'acknowledgement' : null;
  if (tokens.length > LONGEST_SMALL_TALK || /\d/u.test(text)) return null;
  const classesAt = VOCABULARY.classify(tokens.map((token) => ({ ...token, sentence: 0 })));
  // For each position that can be reached through small talk alone: the kinds met on some way to it.
  const reached: (Set<SmallTalk> | undefined)[] = [new Set()];
  for (let position = 0; position < tokens.length; position += 1) {
    const met = reached[position];
    if (!met) continue;
    for (const kind of [...KINDS, FILLER] as const)
      for (const length of lengthsOf(classesAt[position]?.get(kind))) {
        const next = (reached[position + length] ??= new Set());
        for (const earlier of met) next.add(earlier);
        if (kind !== FILLER) next.add(kind);
      }
  }
  const kinds = reached[tokens.length];
  return KINDS.find((kind) => kinds?.has(kind)) ?? null;
}

/** The numbers whose bits are set. */
const lengthsOf = (bits = 0): number[] =>
  Array.from({ length: 32 - Math.clz32(bits) }, (_, length) => length).filter((length) => (bits >> length) & 1);
