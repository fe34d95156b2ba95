import { noHelpOdds } from '../domain/language/no-help-scorer';
import { tokenise } from '../domain/language/tokenise';
import type { TurnContext } from './contract';
import followUps from './follow-ups.json';
import { burstText, currentStretch } from './history';
import { createPhraseMatcher } from './phrase-match';
import { wordsOf } from './retrieval/terms';

const plainly = [followUps.noHelp, followUps.repeats, followUps.stillBroken].map(createPhraseMatcher);
/** The phrase that says that it works now, or null. */
export const saysSolved = createPhraseMatcher(followUps.solved);
const saysStill = createPhraseMatcher(followUps.still);

/** By language: words that deny, and how the words begin that say that something helps. */
const denials = Object.entries(followUps.helps).map(([language, helps]) => ({
  denies: new Set(followUps.not[language as keyof typeof followUps.not]),
  helps,
}));

/** Log-odds from which a message is taken to say, and to hint, that an answer was of no help. */
const SURE_ODDS = 0.75;
const HINTING_ODDS = 0.25;

/** How far a denial may stand from what it denies: "has not really worked". */
const NEAR = 3;

/**
 * Whether the customer tells that an answer did not help, and not for the first time since a person last resolved: it was
 * tried, it is the same as before, it was not the question. A third answer would only send them round once more. The first
 * time may have been less plain: "did that, only the left one shows up".
 */
export function didNotHelpAgain(context: TurnContext): boolean {
  if (!saysNoHelp(burstText(context))) return false;
  const { said } = currentStretch(context);
  // Between two answers: what was said before the first is about none.
  const first = said.findIndex(({ role }) => role === 'ai');
  const last = said.findLastIndex(({ role }) => role === 'ai');
  return said.slice(first, last).some(({ role, text }) => role === 'customer' && hintsAtNoHelp(text));
}

/** Whether the customer tells that an answer did not help, be it for the first time. */
export function didNotHelp(context: TurnContext): boolean {
  return currentStretch(context).said.some(({ role }) => role === 'ai') && saysNoHelp(burstText(context));
}

function saysNoHelp(text: string): boolean {
  if (saysSolved(text) !== null) return false;
  const statements = statementsIn(text);
  return statements.some((one) => isPlain(one) || deniesHelp(wordsOf(one))) || soundsLikeNoHelp(statements, SURE_ODDS);
}

function hintsAtNoHelp(text: string): boolean {
  const statements = statementsIn(text);
  return (
    statements.some((one) => isPlain(one) || saysStill(one) !== null || denies(wordsOf(one))) ||
    soundsLikeNoHelp(statements, HINTING_ODDS)
  );
}

/** What no rule knows is judged by its likeness to what many customers wrote back. */
function soundsLikeNoHelp(statements: readonly string[], odds: number): boolean {
  const tokens = tokenise(statements.join(''));
  return tokens.length > 0 && noHelpOdds(tokens) > odds;
}

/** A question ("is it still not out?") tells nothing of an answer. */
function statementsIn(text: string): string[] {
  return text.split(/(?<=[.!?\u061F\u0964\n])/u).filter((sentence) => !/[?\u061F]\s*$/u.test(sentence));
}

const isPlain = (statement: string): boolean => plainly.some((find) => find(statement) !== null);

const denies = (words: readonly string[]): boolean => denials.some((one) => words.some((word) => one.denies.has(word)));

function deniesHelp(words: readonly string[]): boolean {
  return denials.some(({ denies, helps }) =>
    words.some(
      (word, at) =>
        denies.has(word) &&
        words
          .slice(Math.max(0, at - NEAR), at + NEAR + 1)
          .some((near) => helps.some((beginning) => near.startsWith(beginning))),
    ),
  );
}
