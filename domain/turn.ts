import type { ClosedAs } from './closed-as';
import type { Disagreement } from './disagreement';
import type { HandoffReason } from './handoff-reason';

/** Something to be sent on WhatsApp, before it has a row. */
export interface OutboundText {
  kind: 'text' | 'buttons' | 'list';
  text: string;
  /** `{ buttons: { id, title }[] }` for buttons, `{ button, rows: { id, title }[] }` for a list, else empty. */
  payload: Record<string, unknown>;
}

/** What an agent went by: shown to whoever asks "why?". */
export interface DecisionBasis {
  /** The model that was asked; null when rules decided. */
  model: string | null;
  /** The articles found for the question, best first, each with its score of 0..1. */
  hits: { articleId: string; score: number }[];
}

/** The fixed rule by which a customer who may hurt themselves goes to a person: `detector` of such a handoff. */
export const SELF_HARM = 'self_harm';

/** What one turn decided; stored whole, with the scores and the versions that led to it, for whoever asks "why?". */
export type TurnDecision = (
  | {
      kind: 'reply';
      messages: OutboundText[];
      citedArticleIds: string[];
      offersPerson: boolean;
      nonAnswer: boolean;
      scores: Record<string, number>;
    }
  | {
      kind: 'handoff';
      reason: HandoffReason;
      evidence: string | null;
      summary: string | null;
      /** The owner's name of the topic that is left to people, where that is the reason. */
      topic?: string;
      /** Goes back to whoever had the last handoff. */
      sameTeammate: boolean;
      /** Which deterministic rule decided; null when the agent did. */
      detector: string | null;
      scores: Record<string, number>;
    }
  | {
      kind: 'closing';
      /** The rule by which nobody is owed an answer, such as another machine's reply; missing when the agent said so. */
      detector?: string;
      /** When no person waits for an answer to it. */
      closedAs?: ClosedAs;
      scores: Record<string, number>;
    }
) & {
  /** Missing when no agent was asked. */
  basis?: DecisionBasis;
  /** Missing when the fixed rules and the model agreed, or no model was asked. */
  disagreement?: Disagreement;
};
