import type { Why } from '../../api/contract/why';

type Disagreement = NonNullable<NonNullable<Why['turn']>['disagreement']>;

const WORDS: Record<Disagreement, string> = {
  request_seen_by_model_only: 'The model saw a request for a person; the fixed rules saw none.',
  anger_seen_by_model_only: 'The model heard anger; the fixed rules heard none.',
  anger_seen_by_rules_only: 'The fixed rules heard annoyance; the model did not hand over.',
};

/** Where the fixed rules and the model saw it differently, in one sentence. */
export function disagreementInWords(disagreement: Disagreement): string {
  return WORDS[disagreement];
}
