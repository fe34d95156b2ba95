import type { Article } from '../contract';
import type { Segment } from './segment';

/** Articles read together, without those that have changed or gone since. */
export interface Layer {
  segment: Segment;
  gone: ReadonlySet<string>;
}

/** The articles that are still there, in the order they were read. */
export function articlesOf(layers: readonly Layer[]): Article[] {
  return layers.flatMap(({ segment, gone }) => segment.articles.filter(({ id }) => !gone.has(id)));
}

/** The layers with these articles gone; one that has none left is dropped, but not the first: the others are weighed by it. */
export function withoutArticles(layers: readonly Layer[], ids: ReadonlySet<string>): Layer[] {
  return layers
    .map(({ segment, gone }) => {
      const here = segment.articles.filter(({ id }) => ids.has(id)).map(({ id }) => id);
      return here.length === 0 ? { segment, gone } : { segment, gone: new Set([...gone, ...here]) };
    })
    .filter((layer, at) => at === 0 || articlesOf([layer]).length > 0);
}
