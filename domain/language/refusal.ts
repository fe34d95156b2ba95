import { admittedLanguages } from './detect-language';
import { toLanguage } from './languages';
import { clausesOf, viewOf } from './pattern';
import { findMatch } from './pattern-set';
import { REQUEST_LEXICONS } from './request-lexicons';
import { tokenise } from './tokenise';

/**
 * Does the customer say that no person is wanted ("no, don't transfer me")? Mutes the weaker reasons, upset and unresolved, for
 * this turn; an explicit request in the same message still wins.
 */
export function refusesHandoff(text: string, conversationLanguage: string | null = null): boolean {
  const tokens = tokenise(text);
  return admittedLanguages(text, tokens, toLanguage(conversationLanguage)).some((language) => {
    const { vocabulary, refusals } = REQUEST_LEXICONS[language];
    return findMatch(refusals, clausesOf(viewOf(tokens, vocabulary))) !== null;
  });
}
