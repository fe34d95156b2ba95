import { comparable, createPhraseMatcher } from './phrase-match';
import words from './spam.json';

const PITCHES = [...new Set(Object.values(words.pitch).flat().map(comparable))];
const namesOwnConcern = createPhraseMatcher(words.ownConcern);

/** Where an advertisement wants its reader to go: a link, a name to write to, a number abroad. */
const CONTACT =
  /\bhttps?:\/\/|\bwww\.|\b[a-z0-9-]{2,63}\.(?:com|net|org|info|biz|xyz|top|vip|club|online|site|shop|live|click|link|me|ly|cc|io)\b|(?:^|\s)@\w{4,}|\+\d[\d ()-]{7,}\d/iu;

const QUESTION = /[?\u061F]/;
/** At the end of a message, behind at most some marks and emoji. */
const QUESTION_AT_END = /[?\u061F][\s\p{Extended_Pictographic}\p{P}]*$/u;

/** Different advertising phrases that no customer puts into one message: with a contact, with one and a question, without. */
const ENOUGH = { withContact: 2, withQuestion: 3, alone: 4 };

/** So often the same words came, this time counted: with a contact and one phrase, and with a contact alone. */
const REPEATED = { withPhrase: 3, alone: 5 };

/** Shorter texts are repeated by people who wait. */
const LONG_ENOUGH = 60;

/**
 * Whether a burst is an advertisement: phrases of one beside a contact, many of them, or one text again and again.
 * `earlier`: what the same customer wrote before. Whoever names a concern of their own, or ends with a question, is a person.
 */
export function isSpam(burst: readonly string[], earlier: readonly string[]): boolean {
  const text = burst.join('\n');
  if (endsAsQuestion(text) || namesOwnConcern(text) !== null) return false;
  const said = comparable(text);
  const found = PITCHES.filter((phrase) => said.includes(phrase)).length;
  if (!CONTACT.test(text)) return found >= ENOUGH.alone;
  if (found >= (QUESTION.test(text) ? ENOUGH.withQuestion : ENOUGH.withContact)) return true;
  const times = mostRepeated(burst, earlier);
  return text.length >= LONG_ENOUGH && times >= (found > 0 ? REPEATED.withPhrase : REPEATED.alone);
}

function endsAsQuestion(text: string): boolean {
  return QUESTION_AT_END.test(text.trimEnd().slice(-40));
}

/** How often the burst's most repeated text has come by now. */
function mostRepeated(burst: readonly string[], earlier: readonly string[]): number {
  const times = new Map<string, number>();
  for (const text of [...earlier, ...burst].map(comparable)) times.set(text, (times.get(text) ?? 0) + 1);
  return Math.max(...burst.map((text) => times.get(comparable(text)) ?? 0));
}

/** Whether a text has anything of an advertisement: what a model's word that it is one has to be backed by. */
export function mayBeSpam(text: string): boolean {
  if (endsAsQuestion(text) || namesOwnConcern(text) !== null) return false;
  const said = comparable(text);
  return CONTACT.test(text) || PITCHES.some((phrase) => said.includes(phrase));
}
