import { Router } from 'express';
import { findConversation } from '../db/conversations';
import { findMessageView } from '../db/message-list';
import { findAttempts } from '../db/tried';
import { articleTitles, eventsAbout, findWhy, type Why as Stored } from '../db/why';
import { requireTeammate } from './authenticate';
import type { Tried, Why } from './contract/why';
import { noConversation, presentEvent } from './conversations';
import type { ApiContext } from './dependencies';
import { HttpProblem } from './http-problem';
import { pathId } from './input';
import { noMessage } from './messages';
import { presentMessage } from './present-message';

/** The record behind one message: trigger, rule, scores, articles, and what happened around it; what the AI tried. */
export function why({ db }: Pick<ApiContext, 'db'>): Router {
  const router = Router();

  router.get('/api/conversations/:id/messages/:messageId/why', requireTeammate(db), async (req, res) => {
    const messageId = pathId(req.params['messageId']);
    const conversation = await findConversation(db, pathId(req.params['id']));
    if (conversation === null) throw noConversation();
    const found = await findWhy(db, conversation.id, messageId);
    const message = await findMessageView(db, messageId);
    if (found === null || message === null) throw noMessage();
    const { turnId, handoffId, settledBy, settledAt } = found;
    const answer: Why = {
      message: presentMessage(message),
      turn: found.turn && presentTurn(found.turn, await articleTitles(db, articlesOf(found.turn))),
      settledBy,
      settledAt: settledAt && settledAt.toISOString(),
      handoffId,
      events: (await eventsAbout(db, conversation.id, { messageId, turnId, handoffId })).map(presentEvent),
    };
    res.json(answer);
  });

  router.get('/api/conversations/:id/handoffs/:handoffId/tried', requireTeammate(db), async (req, res) => {
    const handoffId = pathId(req.params['handoffId']);
    const conversation = await findConversation(db, pathId(req.params['id']));
    if (conversation === null) throw noConversation();
    const attempts = await findAttempts(db, conversation.id, handoffId);
    if (attempts === null) throw new HttpProblem('not_found', 'There is no handoff with this id in this conversation.');
    const titles = await articleTitles(
      db,
      attempts.flatMap(({ citedArticleIds }) => citedArticleIds),
    );
    const answer: Tried = {
      items: attempts.map(({ messageId, text, at, citedArticleIds }) => ({
        messageId,
        text,
        at: at.toISOString(),
        citedArticles: citedArticleIds.map((id) => ({ id, title: titles.get(id) ?? null })),
      })),
    };
    res.json(answer);
  });

  return router;
}

type StoredTurn = NonNullable<Stored['turn']>;

function articlesOf({ decision: { citedArticleIds, basis } }: StoredTurn): string[] {
  return [...citedArticleIds, ...basis.hits.map(({ articleId }) => articleId)];
}

function presentTurn(turn: StoredTurn, titles: ReadonlyMap<string, string>): NonNullable<Why['turn']> {
  const {
    reason,
    evidence,
    summary,
    topic,
    detector,
    offersPerson,
    nonAnswer,
    scores,
    citedArticleIds,
    basis,
    disagreement,
    closedAs,
  } = turn.decision;
  const article = (id: string) => ({ id, title: titles.get(id) ?? null });
  return {
    id: turn.id,
    kind: turn.kind,
    decidedAt: turn.decidedAt.toISOString(),
    trigger: turn.messageIds,
    reason,
    evidence,
    summary,
    topic,
    rule: detector,
    model: basis.model,
    closedAs,
    disagreement,
    scores,
    citedArticles: citedArticleIds.map(article),
    foundArticles: basis.hits.map(({ articleId, score }) => ({ ...article(articleId), score })),
    offersPerson,
    nonAnswer,
  };
}
