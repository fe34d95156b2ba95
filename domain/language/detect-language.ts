import type { Language } from './languages';
import { LANGUAGES } from './languages';
import { FUNCTION_WORDS } from './function-words';
import type { Token } from './tokenise';
import { tokenise } from './tokenise';

// Letters that few of our languages use. Worth as much as a function word.
const LETTERS: readonly [RegExp, readonly Language[]][] = [
  [/[ñ¿¡]/iu, ['es']],
  [/[ãõ]/iu, ['pt']],
  [/[ßäö]/iu, ['de']],
  [/[ğşıİ]/u, ['tr']],
  [/[œîû]|[àè]\s/iu, ['fr']],
  [/[êô]/iu, ['fr', 'pt']],
  [/ç/iu, ['fr', 'pt', 'tr']],
  [/[ìò]/iu, ['it']],
  [/\p{Script=Arabic}/u, ['ar']],
  [/\p{Script=Devanagari}/u, ['hi']],
];
const ARABIC = /\p{Script=Arabic}/u;
const DEVANAGARI = /\p{Script=Devanagari}/u;
const LATIN = /[a-zıß]/iu;

/** Points from which the other languages are left out. */
const SURE = 1;

const WORD_LANGUAGES = indexWords();

function indexWords(): ReadonlyMap<string, readonly Language[]> {
  const index = new Map<string, Language[]>();
  for (const language of LANGUAGES)
    for (const token of tokenise(FUNCTION_WORDS[language])) {
      const word = token.forms[0] ?? '';
      const languages = index.get(word) ?? [];
      if (!languages.includes(language)) index.set(word, [...languages, language]);
    }
  return index;
}

/** Points per language: a word that only one language uses is worth one, a shared one is shared. */
function scores(text: string, tokens: readonly Token[]): Map<Language, number> {
  const points = new Map<Language, number>();
  const give = (languages: readonly Language[]): void => {
    for (const language of languages) points.set(language, (points.get(language) ?? 0) + 1 / languages.length);
  };
  for (const token of tokens) give(WORD_LANGUAGES.get(token.forms[0] ?? '') ?? []);
  const head = text.slice(0, 1000);
  for (const [letters, languages] of LETTERS) if (letters.test(head)) give(languages);
  return points;
}

/** Which of the ten languages a text is written in; null when nothing tells it, or two are about as likely. */
export function detectLanguage(text: string): Language | null {
  const head = text.slice(0, 1000);
  if (DEVANAGARI.test(head)) return 'hi';
  if (ARABIC.test(head)) return 'ar';
  const ranked = [...scores(text, tokenise(head))].sort(([, a], [, b]) => b - a);
  const [best, second] = ranked;
  if (!best || best[1] < 0.5 || best[1] < 1.25 * (second?.[1] ?? 0)) return null;
  return best[0];
}

/**
 * Languages whose rules may read this text, the likeliest first. Lenient on purpose: the conversation's language and English
 * always, then every language with a fair share of the words. A text of unknown words admits all with its script.
 */
export function admittedLanguages(text: string, tokens: readonly Token[], known: Language | null): Language[] {
  const head = text.slice(0, 1000);
  const points = scores(text, tokens);
  const most = Math.max(0, ...points.values());
  const admitted = LANGUAGES.filter((language) => {
    if (language === 'ar' && ARABIC.test(head)) return true;
    if (language === 'hi' && DEVANAGARI.test(head)) return true;
    if (!LATIN.test(head)) return language === known;
    // Arabic in Latin letters is told by its own words alone: few texts are, and its word lists look like anything.
    if (language === 'ar') return (points.get('ar') ?? 0) >= Math.max(SURE, most / 2);
    if (language === 'en' || language === known || most < SURE) return true;
    return (points.get(language) ?? 0) >= most / 2;
  });
  return admitted.sort((a, b) => (points.get(b) ?? 0) - (points.get(a) ?? 0));
}
