import type { TurnContext } from '../contract';
import followUps from '../follow-ups.json';
import { currentStretch } from '../history';
import { createPhraseMatcher } from '../phrase-match';
import outcomes from './outcome.json';

const asksOutcome = createPhraseMatcher(followUps.asksOutcome);

/**
 * The outcome of the last human stretch, in the teammate's own words, for a customer who asks how it ended; null when the
 * question is another one or no outcome was noted. The AI knows what happened; it does not guess.
 */
export function outcomeReply(text: string, context: TurnContext, language: string | null): string | null {
  const { episode } = currentStretch(context);
  if (episode?.outcome == null || episode.outcome.trim() === '' || asksOutcome(text) === null) return null;
  const sentences: Readonly<Record<string, string>> = outcomes;
  return (sentences[language ?? 'en'] ?? outcomes.en)
    .replace('{teammate}', () => episode.teammate)
    .replace('{outcome}', () => episode.outcome?.trim() ?? '');
}
