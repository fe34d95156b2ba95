import type { Article } from '../contract';
import { type ArticleIndex, indexOf } from './article-index';
import { articlesOf, type Layer, withoutArticles } from './layer';
import { buildSegment } from './segment';
import { inSlices } from './work';

/** Share of the articles that may have changed before how often words occur is counted anew, over all of them. */
const MOST_CHANGED = 0.1;
/** Layers searched at most: each costs every search a little. */
const MOST_LAYERS = 8;

export interface ArticleChange {
  /** New articles, and those whose title, text or language is another than before. */
  changed: readonly Article[];
  removedIds: readonly string[];
}

/** What taking in a change came to. */
export interface IndexWork {
  /** Articles read. */
  read: number;
  /** Milliseconds for which everything else was held up in one piece, at most. */
  blockedMs: number;
}

export interface LiveIndex {
  /** The index as it is now. One that was handed out stays as it was. */
  current: () => ArticleIndex;
  /** Takes a change in, in slices; until that is done, `current` is the index before it. One at a time. */
  update(change: ArticleChange): Promise<IndexWork>;
}

/**
 * An index that follows its articles: a change costs the reading of what changed, not of everything. What is new is weighed
 * by how often words occurred when everything was last read, which happens again after a tenth of the articles has changed.
 */
export function createLiveIndex(): LiveIndex {
  let layers: readonly Layer[] = [];
  let current = indexOf(layers);
  /** Articles that came, changed or went since everything was read. */
  let changes = 0;

  return {
    current: () => current,
    async update({ changed, removedIds }) {
      const changedIds = new Set([...removedIds, ...changed.map(({ id }) => id)]);
      const kept = withoutArticles(layers, changedIds);
      const articles = [...articlesOf(kept), ...changed];
      const [base, ...others] = kept;
      const isCountedAnew = base === undefined || changes + changedIds.size > articles.length * MOST_CHANGED;
      const merged = others.length + 1 < MOST_LAYERS ? [] : others;
      const reading = isCountedAnew ? articles : [...articlesOf(merged), ...changed];
      const left = isCountedAnew ? [] : kept.filter((layer) => !merged.includes(layer));
      let blockedMs = 0;
      if (reading.length > 0) {
        const work = buildSegment(reading, isCountedAnew ? null : base.segment.statistics);
        const segment = await inSlices(work, (sliceMs) => (blockedMs = Math.max(blockedMs, sliceMs)));
        left.push({ segment, gone: new Set() });
      }
      layers = left;
      current = indexOf(layers);
      changes = isCountedAnew ? 0 : changes + changedIds.size;
      return { read: reading.length, blockedMs };
    },
  };
}
