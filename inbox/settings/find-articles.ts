import type { Article } from '../../api/contract/article';
import { fold } from '../words/fold';

/** Folded once per article, however often somebody types. */
const folded = new WeakMap<Article, string>();

/** The articles that hold every one of the words, in any order, whatever their case and accents. */
export function findArticles(articles: readonly Article[], find: string): readonly Article[] {
  const words = fold(find).split(/\s+/u).filter(Boolean);
  if (words.length === 0) return articles;
  return articles.filter((article) => {
    const text = textOf(article);
    return words.every((word) => text.includes(word));
  });
}

function textOf(article: Article): string {
  const known = folded.get(article);
  if (known !== undefined) return known;
  const text = fold(`${article.title}\n${article.content}`);
  folded.set(article, text);
  return text;
}
