import { Router } from 'express';
import { z } from 'zod';
import * as stored from '../db/articles';
import { requireOwner, requireTeammate } from './authenticate';
import { ArticleChange, NewArticle, type Article } from './contract/article';
import { PageQuery } from './contract/page';
import { decodeCursor, toPage } from './cursor';
import type { ApiContext } from './dependencies';
import { HttpProblem } from './http-problem';
import { bodyOf, jsonBody, pathId, queryOf } from './input';

const Place = z.tuple([z.int().nonnegative(), z.guid()]);

/** What the AI answers from. */
export function articles({ db, onArticlesChanged }: ApiContext): Router {
  const router = Router();
  const [teammate, owner] = [requireTeammate(db), requireOwner(db)];

  router.get('/api/articles', teammate, async (req, res) => {
    const { cursor, limit } = queryOf(PageQuery, req);
    const place = decodeCursor(Place, cursor);
    const after = place && { createdAtUs: place[0], id: place[1] };
    const found = await stored.listArticles(db, { after, limit: limit + 1 });
    res.json(toPage(found, limit, present, ({ createdAtUs, id }) => [createdAtUs, id]));
  });

  router.post('/api/articles', owner, jsonBody, async (req, res) => {
    const { title, content, language = null, state, validUntil = null } = bodyOf(NewArticle, req);
    const article = await stored.insertArticle(db, { title, content, language, state, validUntil });
    onArticlesChanged();
    res.status(201).json(present(article));
  });

  router.get('/api/articles/:id', teammate, async (req, res) => {
    res.json(present(existing(await stored.findArticle(db, pathId(req.params['id'])))));
  });

  router.patch('/api/articles/:id', owner, jsonBody, async (req, res) => {
    const article = existing(await stored.updateArticle(db, pathId(req.params['id']), bodyOf(ArticleChange, req)));
    onArticlesChanged();
    res.json(present(article));
  });

  router.delete('/api/articles/:id', owner, async (req, res) => {
    if (!(await stored.deleteArticle(db, pathId(req.params['id'])))) throw noArticle();
    onArticlesChanged();
    res.status(204).end();
  });

  return router;
}

function existing(article: stored.Article | null): stored.Article {
  if (article === null) throw noArticle();
  return article;
}

function noArticle(): HttpProblem {
  return new HttpProblem('not_found', 'There is no article with this id.');
}

function present(article: stored.Article): Article {
  const { id, title, content, language, state, validUntil, createdAt, updatedAt } = article;
  return {
    id,
    title,
    content,
    language,
    state,
    validUntil: validUntil?.toISOString() ?? null,
    createdAt: createdAt.toISOString(),
    updatedAt: updatedAt.toISOString(),
  };
}
