import type { ReplyDecision } from '../contract';

/** A reply with these words and, unless `rest` says otherwise, nothing else to it. */
export function replyOf(text: string, rest: Partial<ReplyDecision>): ReplyDecision {
  const none = { citedArticleIds: [], language: null, offersPerson: false, nonAnswer: false, scores: {} };
  return { kind: 'reply', ...none, ...rest, text };
}
