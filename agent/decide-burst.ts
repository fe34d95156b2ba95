import { detectLanguage } from '../domain/language/detect-language';
import { preCheck } from '../domain/language/pre-check';
import { refusesHandoff } from '../domain/language/refusal';
import { scoreUpset } from '../domain/language/upset';
import { DEFAULT_DECISION_SETTINGS } from '../domain/decision-settings';
import type { Disagreement } from '../domain/disagreement';
import type { HandoffReason } from '../domain/handoff-reason';
import { SELF_HARM } from '../domain/turn';
import { closedAs } from './closed-as';
import type { Agent, Decision, TurnContext } from './contract';
import { disagreementOf } from './disagreement';
import { burstText, currentStretch, evidenceOf } from './history';
import { findHumanOnlyTopic } from './human-only-topic';
import { selfHarmIn } from './self-harm';
import { didNotHelp, didNotHelpAgain, saysSolved } from './no-help';
import { sentences } from './sentences';

/** Recorded with every decision; raise it with any change of the fixed rules, their words or their weights. */
export const DETECTORS_VERSION = 10;

/** Customer messages, this one left out, in which an earlier sign of anger still counts. */
const ANGER_LASTS = 3;
/** Answers after which the first sign of anger is one at them. */
const ANSWERS_IN_VAIN = 2;

/** For the teammate, in English as all summaries of the AI. */
const IN_DANGER = 'The customer may be in danger: they write of wanting to die or to hurt themselves.';

/** A burst as it arrived: the turn's context, and what is known of its messages besides their words. */
export interface Burst extends TurnContext {
  /** Id of the reply button or list row that the customer tapped within the burst. */
  tappedButtonId: string | null;
  /** A message reached us long after it was written: what it asks for may be out of date. */
  isLate: boolean;
}

export interface BurstDecision {
  decision: Decision;
  /** The fixed rule that decided before the agent was asked; null when none did. */
  detector: string | null;
  /** Where a model that was asked saw it differently than the rules; null when they agree or none was asked. */
  disagreement: Disagreement | null;
  /** ISO 639-1, or null. */
  language: string | null;
}

/**
 * What becomes of a burst. The fixed rules come first and can only add a handoff, or keep silent to a machine; the agent
 * answers the rest and never vetoes them. A customer who is annoyed is answered once, with an apology and a person on offer,
 * unless the owner wants a person at the first sign.
 * @throws what `Agent.decide` throws
 */
export async function decideBurst(
  agent: Agent,
  burst: Burst,
  options: { signal: AbortSignal },
): Promise<BurstDecision> {
  const texts = burst.messages.flatMap(({ text }) => (text.trim() === '' ? [] : [text]));
  const language = detectLanguage(texts.join('\n')) ?? burst.language;
  const certain = byRule(burst, texts, language);
  if (certain !== null) return { ...certain, disagreement: null, language: certain.decision.language };
  const decision = await agent.decide({ ...burst, language }, options);
  const annoyed = isAnnoyed(texts.join('\n'), language);
  return {
    decision: annoyed ? withApology(decision, language) : decision,
    detector: null,
    disagreement: disagreementOf(decision, annoyed),
    language: decision.language ?? language,
  };
}

function byRule(
  burst: Burst,
  texts: readonly string[],
  language: string | null,
): Pick<BurstDecision, 'decision' | 'detector'> | null {
  const { tappedButtonId, handoffOffered, isLate, settings = DEFAULT_DECISION_SETTINGS } = burst;
  const { ownWords: extraWords } = settings;
  const handOff = (reason: HandoffReason, evidence: string | null, detector: string) => ({
    decision: { kind: 'handoff' as const, reason, evidence, summary: null, language, scores: {} },
    detector,
  });
  const danger = selfHarmIn(burstText(burst));
  if (danger !== null) {
    const { decision, detector } = handOff('human_only_topic', evidenceOf(burstText(burst)), SELF_HARM);
    // The first words must be read: they are in the language in which it was said, whatever the rest looks like.
    return { decision: { ...decision, summary: IN_DANGER, language: danger }, detector };
  }
  const asked = preCheck(texts, { conversationLanguage: language, handoffOffered, tappedButtonId, extraWords });
  const machine = closedAs(burst);
  // A machine that asks for a person is still a request; one that sounds upset is not.
  if (asked !== null && (machine === null || asked.reason !== 'upset'))
    return handOff(asked.reason, asked.evidence, asked.detector);
  if (machine !== null) return { decision: { kind: 'closing', closedAs: machine, language }, detector: machine };
  const topic = findHumanOnlyTopic(burstText(burst), settings.humanOnlyTopics);
  if (topic !== null) {
    const { decision, detector } = handOff('human_only_topic', evidenceOf(burstText(burst)), 'human_only_topic');
    return { decision: { ...decision, topic: topic.name }, detector };
  }
  if (isLate) return handOff('late_message', texts.at(-1) ?? null, 'late');
  if (burst.messages.length > 0 && burst.messages.every(({ kind }) => kind === 'sticker'))
    return { decision: { kind: 'closing', language }, detector: 'sticker' };
  if (burst.answersInLastHour !== undefined && burst.answersInLastHour >= (settings.mostAnswersPerHour ?? Infinity)) {
    const { decision, detector } = handOff('unusual_volume', texts.at(-1) ?? null, 'most_answers');
    const summary = `The AI has answered ${burst.answersInLastHour} times within an hour.`;
    return { decision: { ...decision, summary }, detector };
  }
  if (settings.handOffAtFirstSign && isAnnoyed(burstText(burst), language))
    return handOff('upset', evidenceOf(burstText(burst)), 'upset_at_first_sign');
  if (isAnnoyedAgain(burst, language)) return handOff('upset', evidenceOf(burstText(burst)), 'upset_again');
  if (didNotHelpAgain(burst)) {
    const { decision, detector } = handOff('loop', evidenceOf(burstText(burst)), 'did_not_help_again');
    return { decision: { ...decision, summary: 'For the second time an answer did not help the customer.' }, detector };
  }
  return null;
}

function isAnnoyed(text: string, language: string | null): boolean {
  const { level } = scoreUpset(text, { conversationLanguage: language });
  return level !== 'none' && !refusesHandoff(text, language);
}

/** The careful try was made: annoyed at answers that failed or did not help, or a second time within a few messages. */
function isAnnoyedAgain(burst: Burst, language: string | null): boolean {
  if (!isAnnoyed(burstText(burst), language)) return false;
  if (burst.failedTurns > 0 || didNotHelp(burst)) return true;
  const { said } = currentStretch(burst);
  // Whoever was answered in vain so often that they lose their patience has had the careful try.
  const answers = said.filter((entry) => entry.role === 'ai').length;
  if (answers >= ANSWERS_IN_VAIN && saysSolved(burstText(burst)) === null) return true;
  return said
    .filter((entry) => entry.role === 'customer')
    .slice(-ANGER_LASTS)
    .some((entry) => isAnnoyed(entry.text, language));
}

function withApology(decision: Decision, language: string | null): Decision {
  if (decision.kind !== 'reply') return decision;
  return { ...decision, text: `${sentences(language).sorry}\n\n${decision.text}`, offersPerson: true };
}
