import type { Article } from '../../api/contract/article';

/** Why the AI does not use an article, in one word; null when it does. */
export function whyUnused(
  { state, validUntil }: Pick<Article, 'state' | 'validUntil'>,
  now: Date,
): 'Draft' | 'Expired' | null {
  if (state === 'draft') return 'Draft';
  return validUntil !== null && Date.parse(validUntil) <= now.getTime() ? 'Expired' : null;
}
