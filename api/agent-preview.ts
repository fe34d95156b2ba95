import { Router } from 'express';
import { articleTitles } from '../db/why';
import { requireTeammate } from './authenticate';
import { AgentQuestion, type AgentPreview } from './contract/agent-preview';
import type { ApiContext } from './dependencies';
import { bodyOf, jsonBody } from './input';

/** What the agent itself knows of a preview: article ids, not yet their titles. */
export type PreviewedTurn = Omit<AgentPreview, 'citedArticles' | 'foundArticles'> & {
  citedArticleIds: readonly string[];
  hits: readonly { articleId: string; score: number }[];
};

/** Decides a turn without a conversation. Never rejects but with the signal's reason after an abort. */
export type PreviewTurn = (question: AgentQuestion, signal: AbortSignal) => Promise<PreviewedTurn>;

/**
 * 200 says what the AI would do now with this message, by the very rules, articles and model of a real turn. Nothing is
 * stored, nothing is sent; a caller who goes away ends the work.
 */
export function agentPreview({ db, previewTurn }: Pick<ApiContext, 'db' | 'previewTurn'>): Router {
  const router = Router();

  router.post('/api/agent/preview', requireTeammate(db), jsonBody, async (req, res) => {
    const question = bodyOf(AgentQuestion, req);
    const gone = new AbortController();
    res.once('close', () => gone.abort());
    const { citedArticleIds, hits, ...turn } = await previewTurn(question, gone.signal);
    const ids = [...citedArticleIds, ...hits.map(({ articleId }) => articleId)];
    const titles = await articleTitles(db, ids);
    const titled = (id: string) => ({ id, title: titles.get(id) ?? null });
    const preview: AgentPreview = {
      ...turn,
      citedArticles: citedArticleIds.map(titled),
      foundArticles: hits.map(({ articleId, score }) => ({ ...titled(articleId), score })),
    };
    res.json(preview);
  });

  return router;
}
