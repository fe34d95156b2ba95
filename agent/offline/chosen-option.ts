import { currentStretch } from '../history';
import type { TurnContext } from '../contract';
import { comparable } from '../phrase-match';
import type { ArticleIndex, Hit } from '../retrieval/article-index';

const OPTION = /^(\d)\. (.+)$/gm;

/** Shortest beginning of a title that counts as the title: a tapped list row carries its first 24 characters. */
const SHORTEST_BEGINNING = 8;

/** The "did you mean" text: numbered titles, which `chosenOption` reads back from the history. */
export function optionLines(hits: readonly Hit[]): string {
  return hits.map((hit, at) => `${at + 1}. ${hit.article.title}`).join('\n');
}

/**
 * The article a customer picks from the options just offered, by number or by (the beginning of) its title; null when the
 * last AI message offered none or the text is no choice.
 */
export function chosenOption(text: string, context: TurnContext, index: ArticleIndex): Hit | null {
  const { said } = currentStretch(context);
  const last = said.at(-1);
  if (last?.role !== 'ai') return null;
  const options = [...last.text.matchAll(OPTION)].map(([, number = '', title = '']) => ({ number, title }));
  const choice = comparable(text).trimEnd();
  // "2", "number 2 please", or the tapped row of the list, which begins with its number.
  const number = (/^(\d)\. /.exec(text.trim()) ?? /^\D{0,16}(\d)\D{0,16}$/.exec(text.trim()))?.[1];
  const chosen = options.find(
    (option) =>
      option.number === number || (choice.length > SHORTEST_BEGINNING && comparable(option.title).startsWith(choice)),
  );
  if (chosen === undefined) return null;
  const question = said.findLast((entry) => entry.role === 'customer')?.text ?? '';
  return index.search(`${chosen.title}\n${question}`, 20).find((hit) => hit.article.title === chosen.title) ?? null;
}
