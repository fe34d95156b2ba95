import words from './automatic-reply.json';
import { comparable, createPhraseMatcher } from './phrase-match';

const saysAutomatic = createPhraseMatcher(words.automatic);
const thanksForContact = createPhraseMatcher(words.thanksForContact);
const willReply = createPhraseMatcher(words.willReply);
const isAway = createPhraseMatcher(words.away);
const spamWords = words.spam.map(comparable);

const LINK = /\bhttps?:\/\/|\bwww\.|\bbit\.ly\/|\bt\.me\/|\bwa\.me\//i;
const QUESTION = /[?\u061F]/;

/**
 * Which machine wrote a message, if one did: another business's automatic reply, an out-of-office note, or an
 * advertisement. Nobody waits for an answer to it, and answering would start two machines talking for ever. Only what a
 * customer would never write counts; whoever asks something is taken for a person.
 */
export function automaticReply(text: string): 'automatic_reply' | 'spam' | null {
  if (saysAutomatic(text) !== null) return 'automatic_reply';
  if (QUESTION.test(text)) return null;
  const replies = willReply(text) !== null;
  if (replies && (thanksForContact(text) !== null || isAway(text) !== null)) return 'automatic_reply';
  const said = comparable(text);
  return LINK.test(text) && spamWords.filter((word) => said.includes(word)).length >= 2 ? 'spam' : null;
}
