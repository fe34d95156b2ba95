/**
 * How one language asks for a person. Word lists are comma-separated; rules are written as described in `pattern.ts` and use the
 * lists as `<name>`. A list named `department` also receives the business's own department names.
 */
export interface RequestLexicon {
  words: Readonly<Record<string, string>>;
  /** Names of the lists whose words also match with one typo. */
  repaired: string;
  /** Real words that are one letter away from a repaired one. */
  notTypos: string;
  /** Particles written together with the next word. */
  prefixes?: readonly string[];
  /** A person is asked for. */
  explicit: readonly string[];
  /** As explicit, and so clear that no veto applies ("I don't want to talk to a bot"). */
  certain: readonly string[];
  callback: readonly string[];
  /** A department or the support team is asked for. */
  department: readonly string[];
  /** Cancel a request that they overlap: reports of the past, questions about opening hours, "are you a human?". */
  vetoes: readonly string[];
  /** As vetoes; the customer says that no person is wanted. */
  refusals: readonly string[];
  /** Ways to accept an offer, as the beginning of a message. */
  accepts: string;
  /** Words that turn a "yes" into something else ("yes, but first ..."). */
  reserves: string;
}
