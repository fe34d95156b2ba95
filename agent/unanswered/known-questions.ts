import { askedWords } from './asked-words';

/** Longer than a question that is asked in passing: such words would find the article for anything. Characters. */
const LONGEST = 300;

/** How customers ask what an article answers, out of bursts it is known to answer, each wording once. */
export function knownQuestions(bursts: readonly (readonly string[])[]): string[] {
  const asked = bursts
    .map((texts) => askedWords(texts).join('\n'))
    .filter(({ length }) => length > 0 && length <= LONGEST);
  return [...new Set(asked)];
}
