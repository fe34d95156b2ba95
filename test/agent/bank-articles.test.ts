import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Article } from '../../agent/contract';
import { createOfflineAgent } from '../../agent/offline-agent';
import { createArticleIndex } from '../../agent/retrieval/article-index';
import { readLines } from './read-lines';
import { calm, turn } from './turn';

// Development data that the repository does not contain; see the questions beside this file for what is asked of it.
const articlesFile = path.resolve(__dirname, '../../../shared/data/tau2-bank-kb-698-mit.json');
const data = (name: string) => path.join(__dirname, 'data', name);
const questions = readLines<{ text: string; articleIds: string[] }>(data('bank-questions.jsonl'));
const unrelated = readLines<{ text: string }>(data('unrelated-messages.jsonl'));

const isHere = existsSync(articlesFile);
test('the development articles are there when the build requires them', () => {
  if (process.env['CI'] === 'true') expect(isHere).toBe(true);
});

(isHere ? describe : describe.skip)('over 698 articles of a bank', () => {
  const readArticles = () => JSON.parse(readFileSync(articlesFile, 'utf8')) as Article[];
  const index = isHere
    ? createArticleIndex(readArticles().map((article) => ({ ...article, language: 'en' })))
    : createArticleIndex([]);
  const agent = createOfflineAgent({ index: () => index });

  test('the right article comes first for six questions in ten, and is among the first three for eight', () => {
    const rank = questions.map(({ text, articleIds }) =>
      index.search(text, 3).findIndex((hit) => articleIds.includes(hit.article.id)),
    );
    expect(questions).toHaveLength(60);
    expect(rank.filter((at) => at === 0).length).toBeGreaterThanOrEqual(36);
    expect(rank.filter((at) => at >= 0).length).toBeGreaterThanOrEqual(48);
  });

  test('no more than one answerable question in ten gets a wrong answer, and none is handed off at once', async () => {
    const decisions = await Promise.all(questions.map(({ text }) => agent.decide(turn(text), calm)));
    const wrong = decisions.filter(
      (decision, at) =>
        decision.kind === 'reply' &&
        !decision.nonAnswer &&
        !decision.citedArticleIds.some((id) => questions[at]?.articleIds.includes(id)),
    );
    expect(wrong.length).toBeLessThanOrEqual(6);
    expect(decisions.filter((decision) => decision.kind === 'handoff').length).toBeLessThanOrEqual(5);
  });

  test('of the unrelated messages seven in ten are handed off at once, and nine in ten are not answered', async () => {
    const decisions = await Promise.all(unrelated.map(({ text }) => agent.decide(turn(text), calm)));
    expect(unrelated).toHaveLength(40);
    expect(decisions.filter(({ kind }) => kind === 'handoff').length).toBeGreaterThanOrEqual(28);
    const answered = decisions.filter((decision) => decision.kind === 'reply' && !decision.nonAnswer);
    expect(answered.length).toBeLessThanOrEqual(4);
  });
});
