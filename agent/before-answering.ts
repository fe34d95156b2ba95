import { smallTalkOf } from '../domain/language/small-talk';
import type { Decision, TurnContext } from './contract';
import followUps from './follow-ups.json';
import { burstText, currentStretch, evidenceOf } from './history';
import { languageOf } from './language-of';
import { replyOf } from './offline/reply-of';
import { createPhraseMatcher } from './phrase-match';
import { saysNo } from './says-no';
import { sentences } from './sentences';
import { isUnhappy } from './unhappy-emoji';

/** Customer messages after a resolve during which "still not working" belongs to what the teammate did. */
const SOON_AFTER_RESOLVE = 3;

const saysStillBroken = createPhraseMatcher(followUps.stillBroken);

/**
 * What no answer can help with, decided before any answer is looked for, by rule, on the model path too: a message that
 * cannot be read, thanks right after a resolve, and a problem that a teammate solved and that is back. Null otherwise.
 */
export function settledBeforeAnswering(context: TurnContext): Decision | null {
  const language = languageOf(context);
  const text = burstText(context);
  const { episode, said } = currentStretch(context);
  const customerTurns = said.filter((entry) => entry.role === 'customer').length;

  const unreadable = context.messages.filter(
    ({ text: words, kind, media }) => words.trim() === '' && kind !== 'sticker' && media === undefined,
  );
  const hasQuestion = context.messages.some(
    ({ text: words, media }) => media !== undefined || (words.trim() !== '' && smallTalkOf(words) === null),
  );
  if (!hasQuestion && (unreadable.length > 0 || context.messages.length === 0)) {
    // A voice note or a photo alone may be all that a question needs, but nobody should wait for a person before saying so.
    if (unreadable.length > 0 && context.failedTurns === 0)
      return replyOf(sentences(language).askForWords, { language, nonAnswer: true, offersPerson: true });
    const kinds = [...new Set(unreadable.map((message) => message.kind))].join(', ');
    const summary = `The customer sent something the AI cannot read (${kinds}).`;
    return { kind: 'handoff', reason: 'unreadable_media', evidence: evidenceOf(text), summary, language, scores: {} };
  }
  if (episode === null) return null;
  if (said.length === 0 && isClosing(context)) return { kind: 'closing', language };
  if (customerTurns < SOON_AFTER_RESOLVE && saysStillBroken(text) !== null) {
    const summary = `${episode.teammate} resolved this (${episode.outcome ?? 'no outcome noted'}); the customer says it is not solved.`;
    const evidence = evidenceOf(text);
    return { kind: 'handoff', reason: 'cannot_resolve', evidence, summary, sameTeammate: true, language, scores: {} };
  }
  return null;
}

/** Whether the burst only ends an exchange: thanks, a farewell, "ok", "no, thanks", an emoji, a sticker. */
export function isClosing(context: TurnContext): boolean {
  return context.messages.every(({ text, kind }) => {
    if (text.trim() === '') return kind === 'sticker';
    if (isUnhappy(text)) return false;
    const talk = smallTalkOf(text);
    return (talk !== null && talk !== 'greeting') || saysNo(text);
  });
}
