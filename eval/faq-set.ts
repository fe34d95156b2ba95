import type { Article } from '../agent/contract';
import type { Row } from './section';

/** A question and the articles that answer it; none when the collection has no answer. */
export interface FaqQuestion {
  text: string;
  answers: readonly string[];
  role: Row['role'];
}

/** Articles and the questions asked of them: one index. */
export interface FaqFold {
  articles: readonly Article[];
  questions: readonly FaqQuestion[];
}

/**
 * One collection to measure. Several folds where known questions are both asked and indexed: each question is asked of an
 * index that does not have it.
 */
export interface FaqSet {
  name: string;
  /** `shop`: known questions of up to a hundred articles; `service`: of more; `articles`: texts without known questions. */
  kind: 'shop' | 'service' | 'articles';
  folds: readonly FaqFold[];
}

/** Labels under which published sets keep messages that no article answers. */
const UNANSWERABLE: ReadonlySet<string> = new Set(['oos', 'NO_NODES_DETECTED']);

/** The articles a label names: one, several, or none for what is out of scope; null when it is no label at all. */
export function answersOf(label: unknown): string[] | null {
  if (typeof label === 'string') return UNANSWERABLE.has(label) ? [] : [label];
  if (typeof label === 'number') return [String(label)];
  return Array.isArray(label) && label.every((id) => typeof id === 'string') ? label : null;
}

/** What a collection is like, by its articles. */
export function kindOf(articles: readonly Article[]): FaqSet['kind'] {
  const withQuestions = articles.filter(({ questions = [] }) => questions.length > 0).length;
  if (withQuestions * 2 < articles.length) return 'articles';
  return articles.length > 100 ? 'service' : 'shop';
}
