import type { TurnContext } from '../contract';
import { decideBurst } from '../decide-burst';
import { burstText } from '../history';
import { createOfflineAgent } from '../offline-agent';
import type { ArticleIndex } from '../retrieval/article-index';
import type { Passage } from '../retrieval/passages';

/** What answers a question that was not answered when it was asked. */
export interface AnswerNow {
  articleId: string;
  title: string;
  passage: Passage;
}

/** Articles looked through for the passage that fits; the one that answers is nearly always the first. */
const HITS = 12;

/**
 * The article that would answer this burst if a customer began with it now, by the rules and the search of a turn and without
 * a model; null when it would be asked about, handed over or closed. Several articles answer a burst of several questions: the
 * first is named.
 */
export async function answerNow(
  { index, business }: { index: ArticleIndex; business: { name: string } },
  { texts, language }: { texts: readonly string[]; language: string | null },
  signal: AbortSignal,
): Promise<AnswerNow | null> {
  const context: TurnContext = {
    business,
    history: [],
    messages: texts.map((text) => ({ text, kind: 'text' })),
    language,
    failedTurns: 0,
    handoffOffered: false,
    servedArticleIds: [],
  };
  const agent = createOfflineAgent({ index: () => index });
  const { decision } = await decideBurst(agent, { ...context, tappedButtonId: null, isLate: false }, { signal });
  const article =
    decision.kind === 'reply' && !decision.nonAnswer ? index.article(decision.citedArticleIds[0] ?? '') : null;
  if (article == null) return null;
  for (const query of [burstText(context), ...texts]) {
    const hit = index.search(query, HITS).find((found) => found.article.id === article.id);
    if (hit !== undefined) return { articleId: article.id, title: article.title, passage: hit.passage };
  }
  return { articleId: article.id, title: article.title, passage: { heading: '', text: article.content } };
}
