import { normaliseWord } from '../../domain/language/normalise';
import type { TurnContext } from '../contract';
import { createPhraseMatcher, comparable } from '../phrase-match';
import type { Hit } from '../retrieval/article-index';
import promises from './promises.json';

const FIGURE = /\d+(?:[.,:]\d+|[ \u00A0]\d{3}(?!\d))*/g;

/**
 * Whether every figure of a reply - price, deadline, date, phone number - stands in what the model was given. A figure from
 * nowhere is an invention, and the kind that costs the business most. Single digits are let through: lists and "2 lamps".
 */
export function hasOnlyKnownFigures(reply: string, context: TurnContext, hits: readonly Hit[]): boolean {
  const known = new Set(sourcesOf(context, hits).flatMap(figuresOf));
  return figuresOf(reply).every((figure) => figure.length < 2 || known.has(figure));
}

const findPromise = createPhraseMatcher(promises.promise);

/**
 * Whether a reply says that a person will come, which only a handoff may say. A question ("shall I ...?") is an offer, and a
 * sentence that an article states itself ("the courier will call you") is a fact.
 */
export function promisesPerson(reply: string, hits: readonly Hit[]): boolean {
  return reply.split(/(?<=[.!?\u061F\u0964\n])\s+/).some((sentence) => {
    if (/[?\u061F]\s*$/.test(sentence)) return false;
    const phrase = findPromise(sentence);
    return phrase !== null && !hits.some(({ article }) => comparable(article.content).includes(phrase));
  });
}

/** Every text the model may take facts and links from. */
export function sourcesOf(context: TurnContext, hits: readonly Hit[]): string[] {
  const said = context.history.flatMap((entry) =>
    entry.role === 'episode' ? [entry.outcome ?? '', ...entry.messages.map((message) => message.text)] : [entry.text],
  );
  const asked = context.messages.map((message) => message.text);
  return [
    ...hits.map(({ article }) => `${article.title}\n${article.content}`),
    ...said,
    ...asked,
    context.business.name,
  ];
}

/** Figures without separators, empty decimals and native digits, so that "1,200.00" and "1 200" are one. */
function figuresOf(text: string): string[] {
  const figures = normaliseWord(text).match(FIGURE) ?? [];
  return figures.map((figure) => figure.replace(/[.,]0+$/, '').replaceAll(/\D/g, ''));
}
