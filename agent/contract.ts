import type { ClosedAs } from '../domain/closed-as';
import type { DecisionSettings } from '../domain/decision-settings';
import type { HandoffReason } from '../domain/handoff-reason';
import type { DecisionBasis } from '../domain/turn';

/** A support article of the business; `language` is an ISO 639-1 code, or null when unknown. */
export interface Article {
  id: string;
  title: string;
  content: string;
  language: string | null;
  /** Known phrasings of the question this article answers, when the business has collected some. */
  questions?: readonly string[];
}

/**
 * One entry of what was said before; the stretch a teammate handled arrives as a single labelled episode. A teammate's words
 * stand alone only in a stretch that did not end by a resolve, such as the one still open.
 */
export type HistoryEntry =
  | { role: 'customer' | 'ai' | 'teammate'; text: string }
  | {
      role: 'episode';
      teammate: string;
      reason: string;
      outcome: string | null;
      /** When it was handed over and when it was resolved, ISO 8601 in UTC; missing where that is not known. */
      span?: { from: string; to: string };
      messages: { author: string; text: string }[];
    };

/** A picture or a document that a customer sent, whole. */
export interface SeenMedia {
  mimeType: string;
  filename: string | null;
  bytes: Uint8Array;
}

/** Everything one turn may know. The agent reads nothing else: no database, no earlier call. */
export interface TurnContext {
  business: { name: string };
  /** What was said before the burst, oldest first; the burst itself is not part of it. */
  history: HistoryEntry[];
  /**
   * The burst to answer, oldest first; `kind` is WhatsApp's message type ("text", "image", "audio", ...). The text of a voice
   * note is what was heard in it. `media` is there only for an agent that `sees` it.
   */
  messages: { text: string; kind: string; media?: SeenMedia }[];
  /** The conversation's language so far (ISO 639-1), or null. */
  language: string | null;
  /** Non-answers in a row before this turn. */
  failedTurns: number;
  /** Whether the last AI message offered a person. */
  handoffOffered: boolean;
  /** A teammate said so when they undid a closing: nothing of this customer is closed as a machine's any more. */
  isKnownPerson?: boolean;
  /** Answers of the AI within the last hour, since the conversation last returned to it; none when missing. */
  answersInLastHour?: number;
  /** What the owner set about handing off; ours when missing. */
  settings?: DecisionSettings;
  /** Articles cited since the conversation last returned to the AI, in order, repeated when served again. */
  servedArticleIds: string[];
}

/** What a turn comes to. `scores` are numbers to record beside it (retrieval, model, prompt version), never text. */
export type Decision = (
  | {
      kind: 'reply';
      text: string;
      citedArticleIds: string[];
      language: string | null;
      /** Titles of articles to choose from, at most three, when the customer is asked which they meant. */
      options?: readonly string[];
      offersPerson: boolean;
      nonAnswer: boolean;
      scores: Record<string, number>;
    }
  | {
      kind: 'handoff';
      reason: HandoffReason;
      /** The customer's own words that show the reason, or null. */
      evidence: string | null;
      /** What the teammate needs to know, in a sentence or two, or null. */
      summary: string | null;
      /** Which of the owner's topics for people it is about. */
      topic?: string;
      /** A problem that a teammate resolved is back: it belongs to that teammate, not to whoever is next. */
      sameTeammate?: true;
      language: string | null;
      scores: Record<string, number>;
    }
  /**
   * Nothing to say: the message ends the exchange ("thanks"), or no person waits for an answer to it (`closedAs`). The caller
   * records it as a closing.
   */
  | { kind: 'closing'; closedAs?: ClosedAs; language: string | null }
) & { basis?: DecisionBasis };

export type ReplyDecision = Extract<Decision, { kind: 'reply' }>;

/**
 * Decides one turn. Rejects only with the signal's own reason after an abort, or with `AgentUnavailable` when a model
 * cannot be used now; the caller turns the latter into a handoff.
 */
export interface Agent {
  /** Which files it can look at; missing for an agent that reads words only. */
  sees?: (file: { mimeType: string; size: number }) => boolean;
  decide(context: TurnContext, options: { signal: AbortSignal }): Promise<Decision>;
  /**
   * Puts into words, in the reader's language (ISO 639-1; English for null), what the history tells a teammate who takes over.
   * Null when nothing usable came. May reject with anything. Missing for an agent that cannot.
   */
  summarise?: (context: TurnContext, reader: string | null, options: { signal: AbortSignal }) => Promise<string | null>;
}
