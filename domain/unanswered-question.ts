/** Where a question that no article answered stands: open, answered by an article that came later, or dismissed by an owner. */
export const QUESTION_STATUSES = ['open', 'answered', 'dismissed'] as const;

export type QuestionStatus = (typeof QUESTION_STATUSES)[number];

/**
 * Why there was no answer: articles were found and none of them answers, nothing was found at all, or the customer was asked
 * what was meant and left it at that.
 */
export const UNANSWERED_REASONS = ['cannot_resolve', 'nothing_found', 'left_after_asking'] as const;
