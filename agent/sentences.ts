import { toLanguage } from '../domain/language/languages';
import texts from './sentences.json';

/** What the AI says besides answers, small talk and reassurances, in one language. */
export interface Sentences {
  /** Before an answer to a customer who is annoyed. */
  sorry: string;
  /** Asks, once, for words instead of a file it cannot read. */
  askForWords: string;
  /** Declines what is none of the business's concern. `{business}` is its name. */
  offTopic: string;
  /** The button that opens the list of suggestions; at most 20 characters. */
  choose: string;
}

/** The sentences of a language given as a tag; English for null and for any other language. */
export function sentences(language: string | null): Sentences {
  return texts[toLanguage(language) ?? 'en'];
}
