import type { Message } from '../../api/contract/message';
import { kindInWords } from '../words/kind-words';

const MOST = 200;

/** A message in a line or two, to be known again. */
export function wordsOf({ text, kind }: Pick<Message, 'text' | 'kind'>): string {
  const words = text?.trim() ?? '';
  return words === '' ? kindInWords(kind) : words.slice(0, MOST).replace(/\p{Surrogate}$/u, '');
}
