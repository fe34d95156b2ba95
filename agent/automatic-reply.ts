import words from './automatic-reply.json';
import { createPhraseMatcher } from './phrase-match';

const saysAutomatic = createPhraseMatcher(words.automatic);
const thanksForContact = createPhraseMatcher(words.thanksForContact);
const willReply = createPhraseMatcher(words.willReply);
const isAway = createPhraseMatcher(words.away);

const QUESTION = /[?\u061F]/;

/**
 * Whether a machine wrote a message: another business's automatic reply or an out-of-office note. Answering would start two
 * machines talking for ever. Only what a customer would never write counts; whoever asks something is taken for a person.
 */
export function isAutomaticReply(text: string): boolean {
  if (saysAutomatic(text) !== null) return true;
  if (QUESTION.test(text) || willReply(text) === null) return false;
  return thanksForContact(text) !== null || isAway(text) !== null;
}

/** Whether a text has anything of an automatic reply: what a model's word that it is one has to be backed by. */
export function mayBeAutomaticReply(text: string): boolean {
  if (isAutomaticReply(text)) return true;
  if (QUESTION.test(text)) return false;
  return [thanksForContact, willReply, isAway].some((says) => says(text) !== null);
}
