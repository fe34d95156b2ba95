import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Article } from '../../agent/contract';
import { createOfflineAgent } from '../../agent/offline-agent';
import { createArticleIndex } from '../../agent/retrieval/article-index';
import { readLines } from './read-lines';
import { calm, turn } from './turn';

// Development data that the repository does not contain; the questions asked of it are those of the evaluation.
const articlesFile = path.resolve(__dirname, '../../../shared/data/tau2-bank-kb-698-mit.json');
const data = (name: string) => path.resolve(__dirname, '../../eval/data', name);
const asked = readLines<{ text: string; label: string | string[] }>(data('questions-bank.jsonl'));
const questions = asked
  .filter(({ label }) => label !== 'oos')
  .map(({ text, label }) => ({ text, articleIds: [label].flat() }));
const unrelated = readLines<{ text: string }>(data('questions-unrelated.jsonl'));

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

  test('the right article comes first for three questions in five, and is among the first three for three in four', () => {
    const rank = questions.map(({ text, articleIds }) =>
      index.search(text, 3).findIndex((hit) => articleIds.includes(hit.article.id)),
    );
    expect(questions).toHaveLength(190);
    expect(rank.filter((at) => at === 0).length).toBeGreaterThanOrEqual(114);
    expect(rank.filter((at) => at >= 0).length).toBeGreaterThanOrEqual(142);
  });

  test('of the answerable questions one in twenty at most gets a wrong answer or is handed off at once', async () => {
    const decisions = await Promise.all(questions.map(({ text }) => agent.decide(turn(text), calm)));
    const wrong = decisions.filter(
      (decision, at) =>
        decision.kind === 'reply' &&
        !decision.nonAnswer &&
        !decision.citedArticleIds.some((id) => questions[at]?.articleIds.includes(id)),
    );
    expect(wrong.length).toBeLessThanOrEqual(9);
    expect(decisions.filter((decision) => decision.kind === 'handoff').length).toBeLessThanOrEqual(9);
  });

  test('of the unrelated messages seven in ten are declined or handed off at once, and at most one in ten is answered', async () => {
    const decisions = await Promise.all(unrelated.map(({ text }) => agent.decide(turn(text), calm)));
    expect(unrelated).toHaveLength(40);
    const offered = decisions.filter((decision) => decision.kind === 'reply' && decision.nonAnswer);
    expect(offered.length).toBeLessThanOrEqual(12);
    const answered = decisions.filter((decision) => decision.kind === 'reply' && decision.citedArticleIds.length > 0);
    expect(answered.length).toBeLessThanOrEqual(4);
  });
});
