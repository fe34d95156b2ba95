import type { Language } from './languages';
import { toLanguage } from './languages';

/** Id of the reply button that hands the conversation to a teammate. A tap on it is a request in every language. */
export const TALK_TO_A_PERSON = 'talk_to_a_person';

const TITLES: Readonly<Record<Language, string>> = {
  en: 'Talk to a person',
  es: 'Hablar con alguien',
  pt: 'Falar com alguém',
  fr: "Parler à quelqu'un",
  de: 'Mit Mensch sprechen',
  it: 'Parla con qualcuno',
  tr: 'Biriyle görüş',
  id: 'Bicara dengan orang',
  ar: 'التحدث مع شخص',
  hi: 'किसी से बात करें',
};

/** The button's text; English for any other language. At most 20 characters, WhatsApp's limit for a reply button. */
export function talkToAPersonTitle(language: string | null): string {
  return TITLES[toLanguage(language) ?? 'en'];
}
