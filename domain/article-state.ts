/** Whether the AI may answer from an article: it does not from a draft. */
export const ARTICLE_STATES = ['draft', 'published'] as const;

export type ArticleState = (typeof ARTICLE_STATES)[number];
