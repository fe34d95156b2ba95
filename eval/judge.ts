import { detectLanguage } from '../domain/language/detect-language';
import { preCheck } from '../domain/language/pre-check';
import { scoreUpset } from '../domain/language/upset';
import type { Case } from './read-cases';

/** What is measured: the product's own decision, or one of the simple ones that must fail. */
export interface Judge {
  name: string;
  asksForPerson(one: Case): boolean;
  upset(one: Case): { noticed: boolean; handedOff: boolean; score: number };
}

/** The product, reading each message as the first of a conversation: nothing is known of the customer's language. */
export const product: Judge = {
  name: 'this product',
  asksForPerson: ({ text, kind }) => {
    // Cases about an offer are answers to one; all others come out of the blue.
    const context = { conversationLanguage: detectLanguage(text), handoffOffered: isAboutOffer(kind) };
    return preCheck([text], context)?.reason === 'asked_for_person';
  },
  upset: ({ text }) => {
    const context = { conversationLanguage: detectLanguage(text), handoffOffered: false };
    const { level, score } = scoreUpset(text, context);
    // Only strong anger can be handed off at once, and a request in the same message is the better reason.
    const handedOff = level === 'strong' && preCheck([text], context)?.reason === 'upset';
    return { noticed: level !== 'none', handedOff, score };
  },
};

const isAboutOffer = (kind: string | null): boolean => kind?.includes('offer') ?? false;

const constant = (name: string, answer: boolean): Judge => ({
  name,
  asksForPerson: () => answer,
  upset: () => ({ noticed: answer, handedOff: answer, score: 0 }),
});

// The words that handoff settings of help desks are delivered with, looked for anywhere in the message.
const KEYWORDS =
  /human|agent|person|operator|representative|manager|supervisor|call me|customer service|talk to|speak|asesor|agente|persona|operador|atendente|pessoa|conseiller|humain|mitarbeiter|mensch|operatore|umano|temsilci|insan|manusia|orang|موظف|شخص|इंसान|एजेंट/iu;
const ANGRY_WORDS =
  /terrible|awful|worst|angry|bad|hate|useless|complain|fuck|shit|damn|problem|horrible|malo|péssimo|nul|schlecht|pessimo|berbat|buruk|سيء|खराब/iu;

/** Decisions that no floor may let pass: otherwise the floor proves nothing. */
export const simpleJudges: readonly Judge[] = [
  constant('never hand off', false),
  constant('always hand off', true),
  {
    name: 'naive keyword list',
    asksForPerson: ({ text }) => KEYWORDS.test(text),
    upset: ({ text }) => {
      const found = ANGRY_WORDS.test(text);
      return { noticed: found, handedOff: found, score: found ? 1 : 0 };
    },
  },
];
