import { smallTalkOf } from '../../domain/language/small-talk';
import { saysNo } from '../says-no';

/** Which of a burst's messages ask something: greetings, thanks and a plain no do not. None of them may. */
export function askedWords(texts: readonly string[]): string[] {
  return texts.map((text) => text.trim()).filter((text) => text !== '' && smallTalkOf(text) === null && !saysNo(text));
}
