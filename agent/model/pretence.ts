import { wordsOf } from '../retrieval/terms';
import words from './pretence.json';

const claims = Object.values(words.claimsToBeHuman).flat().map(plain);

/** Whether a reply says that a person writes it. A question ("do you think I'm a bot?") claims nothing. */
export function claimsToBeHuman(reply: string): boolean {
  return reply
    .split(/(?<=[.!?\u061F\u0964\n])\s+/)
    .some((sentence) => !/[?\u061F]\s*$/.test(sentence) && claims.some((claim) => plain(sentence).includes(claim)));
}

/** Whole words in lower case, without accents; apostrophes and single letters stay, because "I'm human" has little else. */
function plain(text: string): string {
  const letters = text.toLowerCase().replaceAll('\u2019', "'").replaceAll('\u0131', 'i').normalize('NFD');
  return ` ${letters
    .replaceAll(/\p{Mn}/gu, '')
    .replaceAll(/[^\p{L}\p{N}']+/gu, ' ')
    .trim()} `;
}

/** So many words in a row are no chance: they were copied. */
const COPIED_WORDS = 8;

/** What only the request has: nobody writes these to a customer. */
const FIELDS =
  /\b(?:citedArticleIds|handoffOffered|failedTurns|customerMessages|handledBy|small_talk|offer_person|search_articles)\b/;

/** Builds a test of whether a reply gives away what the model was told: a stretch of the instructions, or a field's name. */
export function createLeakTest(instructions: string): (reply: string) => boolean {
  const told = new Set(runsOf(instructions));
  return (reply) => FIELDS.test(reply) || runsOf(reply).some((run) => told.has(run));
}

function runsOf(text: string): string[] {
  const all = wordsOf(text);
  return all.flatMap((_word, at) =>
    at + COPIED_WORDS <= all.length ? [all.slice(at, at + COPIED_WORDS).join(' ')] : [],
  );
}
