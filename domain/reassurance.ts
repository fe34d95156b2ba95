import type { HandoffReason } from './handoff-reason';
import { fillPhrase } from './language/fill-phrase';
import { phrases } from './language/phrases';
import type { Phrases } from './language/phrases/shape';
import { publicNameOf } from './public-name';

interface Reassurance {
  reason: HandoffReason;
  /** The customer writes of wanting to die or to hurt themselves. */
  isInDanger: boolean;
  /** The conversation's language, or null when it is not known: then English. */
  language: string | null;
  teammate: { name: string; publicName: string | null };
  /** The owner's own text, in place of ours in every language, but not in danger; `{teammate}` stands for the public name. */
  ownText: string | null;
}

/** What the customer is told when a person takes the conversation: who, and nothing that the product does not know. */
export function reassuranceText({ reason, isInDanger, language, teammate, ownText }: Reassurance): string {
  const texts = phrases(language);
  // The owner's words were written for anything but this.
  const text = isInDanger ? texts.reassurance.self_harm : (ownText ?? texts.reassurance[WORDS[reason] ?? 'default']);
  return fillPhrase(text, { teammate: publicNameOf(teammate), when: texts.when.soon });
}

/** Reasons that have words of their own. */
const WORDS: Partial<Record<HandoffReason, keyof Phrases['reassurance']>> = {
  asked_for_person: 'asked_for_person',
  upset: 'upset',
  cannot_resolve: 'cannot_resolve',
  loop: 'cannot_resolve',
  human_only_topic: 'cannot_resolve',
  agent_failed: 'agent_failed',
};
