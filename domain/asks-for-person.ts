import { findExplicitRequest } from './language/explicit-request';
import { TALK_TO_A_PERSON } from './language/talk-to-a-person';

/** Whether one message asks for a person, so that nobody need wait for the end of a burst. */
export function asksForPerson(
  text: string | null,
  buttonId: string | null,
  conversationLanguage: string | null,
): boolean {
  if (buttonId === TALK_TO_A_PERSON) return true;
  return text !== null && findExplicitRequest(text, { conversationLanguage, handoffOffered: false }) !== null;
}
