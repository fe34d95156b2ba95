/**
 * How one language shows anger. Comma-separated lists and rules as in `pattern.ts`; the rules may use the lists as `<name>`.
 * Three points are strong anger, one and a half are medium: see `upset.ts`.
 */
export interface UpsetLexicon {
  words: Readonly<Record<string, string>>;
  /** Three points: threats, accusations, insults aimed at us, being at the end of one's patience. */
  strong: readonly string[];
  /** One and a half: clear complaints that one good answer may settle. */
  medium: readonly string[];
  /** Three quarters: what went wrong, told without anger ("still not here", "does not work"); two of them are a complaint. */
  weak: readonly string[];
  /** Half a point: annoyance, and swearing, which alone is no anger. */
  mild: readonly string[];
  /** Cancel what they overlap ("how do I file a complaint"). */
  calm: readonly string[];
}
