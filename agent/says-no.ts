import { smallTalkOf } from '../domain/language/small-talk';
import followUps from './follow-ups.json';
import { wordsOf } from './retrieval/terms';

const noes = new Set(wordsOf(followUps.no));

/** Whether the whole message is a no, with or without small talk ("no, thanks, bye"): the answer to "anything else?". */
export function saysNo(text: string): boolean {
  const [first = '', ...rest] = wordsOf(text);
  return noes.has(first) && (rest.length === 0 || smallTalkOf(rest.join(' ')) !== null);
}
