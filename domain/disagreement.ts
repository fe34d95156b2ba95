/**
 * Where the fixed rules and the model saw one burst differently. There is no "request seen by the rules only": where the
 * rules see one, no model is asked.
 */
export const DISAGREEMENTS = [
  'request_seen_by_model_only',
  'anger_seen_by_model_only',
  'anger_seen_by_rules_only',
] as const;

export type Disagreement = (typeof DISAGREEMENTS)[number];
