/** A topic that only people deal with. */
export interface HumanOnlyTopic {
  name: string;
  /** Words and phrases that name it, in any language; whole words count. */
  words: readonly string[];
  /** Then only where more money than this is spoken of beside such words; null for always. No currency is told from another. */
  above: number | null;
}

/** What the owner sets about when the AI hands off. Read anew by every turn. */
export interface DecisionSettings {
  /** The business's own names of departments and people that a customer may ask for. */
  ownWords: readonly string[];
  /** Whether the first sign of anger is enough, instead of one careful try of the AI. */
  handOffAtFirstSign: boolean;
  humanOnlyTopics: readonly HumanOnlyTopic[];
  /** A customer who had so many answers of the AI within an hour goes to a person instead of having one more; null for never. */
  mostAnswersPerHour: number | null;
}

export const DEFAULT_DECISION_SETTINGS: DecisionSettings = {
  ownWords: [],
  handOffAtFirstSign: false,
  humanOnlyTopics: [],
  mostAnswersPerHour: 30,
};
