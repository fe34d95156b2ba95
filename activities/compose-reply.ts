import { sentences } from '../agent/sentences';
import { splitMessage } from '../agent/split-message';
import { phrases } from '../domain/language/phrases';
import { TALK_TO_A_PERSON, talkToAPersonTitle } from '../domain/language/talk-to-a-person';
import type { OutboundText } from '../domain/turn';

/** A button message's text is limited by WhatsApp. Source: Cloud API, interactive reply buttons. */
const BUTTON_TEXT_LIMIT = 1_024;

/** What fits into a row of a list, in UTF-16 units. Source: Cloud API, interactive list messages. */
const ROW_LIMITS = { title: 24, description: 72 };

interface Composition {
  text: string;
  language: string | null;
  /** The customer has not heard from the AI for a while, or ever: the text says that an AI answers. */
  introduce: boolean;
  /** The answer offers a person: the button makes it one tap. */
  offersPerson: boolean;
  /** What the customer may choose from: a list to tap, whose last row is a person. */
  options?: readonly string[];
}

/**
 * Makes an answer into WhatsApp messages: usually one. The first one says that an AI assistant is answering and carries
 * the "Talk to a person" button; a text too long for a button message goes first, as text.
 */
export function composeReply({ text, language, introduce, offersPerson, options = [] }: Composition): OutboundText[] {
  const whole = introduce ? `${phrases(language).aiDisclosure}\n\n${text}` : text;
  const person = { id: TALK_TO_A_PERSON, title: talkToAPersonTitle(language) };
  if (options.length > 0) {
    const rows = [...options.map(rowOf), person];
    return [{ kind: 'list', text: whole, payload: { button: sentences(language).choose, rows } }];
  }
  if (!introduce && !offersPerson) return plain(whole);
  const payload = { buttons: [person] };
  if (whole.length <= BUTTON_TEXT_LIMIT) return [{ kind: 'buttons', text: whole, payload }];
  return [...plain(whole), { kind: 'buttons', text: phrases(language).offerPerson, payload }];
}

/** The number tells rows apart whose titles begin alike; the answer is read back by it. */
function rowOf(title: string, at: number): { id: string; title: string; description?: string } {
  const numbered = `${at + 1}. ${title}`;
  const short = cut(numbered, ROW_LIMITS.title);
  return {
    id: `option_${at + 1}`,
    title: short,
    ...(short === numbered ? {} : { description: cut(title, ROW_LIMITS.description) }),
  };
}

/** The beginning of a text that fits, never half a character. */
function cut(text: string, limit: number): string {
  if (text.length <= limit) return text;
  let kept = '';
  for (const character of text) {
    if (kept.length + character.length >= limit) break;
    kept += character;
  }
  return `${kept.trimEnd()}…`;
}

function plain(text: string): OutboundText[] {
  return splitMessage(text).map((part) => ({ kind: 'text', text: part, payload: {} }));
}
