import { splitMessage } from '../agent/split-message';
import { TALK_TO_A_PERSON, talkToAPersonTitle } from '../domain/language/talk-to-a-person';
import { phrases } from '../domain/language/phrases';
import type { OutboundText } from '../domain/turn';

/** A button message's text is limited by WhatsApp. Source: Cloud API, interactive reply buttons. */
const BUTTON_TEXT_LIMIT = 1_024;

interface Composition {
  text: string;
  language: string | null;
  /** The customer has not heard from the AI for a while, or ever: the text says that an AI answers. */
  introduce: boolean;
  /** The answer offers a person: the button makes it one tap. */
  offersPerson: boolean;
}

/**
 * Makes an answer into WhatsApp messages: usually one. The first one says that an AI assistant is answering and carries
 * the "Talk to a person" button; a text too long for a button message goes first, as text.
 */
export function composeReply({ text, language, introduce, offersPerson }: Composition): OutboundText[] {
  const whole = introduce ? `${phrases(language).aiDisclosure}\n\n${text}` : text;
  if (!introduce && !offersPerson) return plain(whole);
  const payload = { buttons: [{ id: TALK_TO_A_PERSON, title: talkToAPersonTitle(language) }] };
  if (whole.length <= BUTTON_TEXT_LIMIT) return [{ kind: 'buttons', text: whole, payload }];
  return [...plain(whole), { kind: 'buttons', text: phrases(language).offerPerson, payload }];
}

function plain(text: string): OutboundText[] {
  return splitMessage(text).map((part) => ({ kind: 'text', text: part, payload: {} }));
}
