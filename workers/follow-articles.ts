import type { ArticleIndex } from '../agent/retrieval/article-index';
import { createLiveIndex } from '../agent/retrieval/live-index';
import { knownQuestions } from '../agent/unanswered/known-questions';
import { articlesVersion, articleStamps, loadArticles } from '../db/article-set';
import type { Database } from '../db/pool';

const LOOK_EVERY_MS = 2_000;
/** Articles loaded by one statement: reading the rows of all at once would hold up the turns of this process. */
const LOADED_AT_ONCE = 500;

export interface FollowedArticles {
  /** The articles as they are known now; the index before a change answers until the one after it is ready. */
  index: () => ArticleIndex;
  /** Looks for changed articles now. */
  look: () => void;
  /** The index after every change that was committed before this was called. Rejects when the database cannot be read. */
  fresh: () => Promise<ArticleIndex>;
  stop: () => void;
}

/**
 * Keeps an index of the articles in use in this process, and follows every change within seconds, reading only what changed.
 * An article that expires is a change that nobody tells of.
 */
export async function followArticles(
  db: Database,
  log: { warn: (facts: Record<string, unknown>, message: string) => void },
): Promise<FollowedArticles> {
  const live = createLiveIndex();
  let version = '';
  let stamps = new Map<string, string>();

  const refresh = async () => {
    const newVersion = await articlesVersion(db);
    if (newVersion === version) return;
    const newStamps = await articleStamps(db);
    const changedIds = [...newStamps].flatMap(([id, stamp]) => (stamps.get(id) === stamp ? [] : [id]));
    const removedIds = [...stamps.keys()].filter((id) => !newStamps.has(id));
    const changed = [];
    for (let at = 0; at < changedIds.length; at += LOADED_AT_ONCE) {
      const loaded = await loadArticles(db, changedIds.slice(at, at + LOADED_AT_ONCE));
      changed.push(...loaded.map(({ asked, ...article }) => ({ ...article, questions: knownQuestions(asked) })));
    }
    await live.update({ changed, removedIds });
    [version, stamps] = [newVersion, newStamps];
  };

  let looking: Promise<void> | null = null;
  let next: Promise<void> | null = null;
  const begin = (): Promise<void> => {
    looking = refresh().finally(() => (looking = null));
    return looking;
  };
  /** One look at a time; whoever asks during one waits for another after it. */
  const look = (): Promise<void> => {
    if (next !== null) return next;
    if (looking === null) return begin();
    next = looking
      .catch(() => undefined)
      .then(() => {
        next = null;
        return begin();
      });
    return next;
  };
  const lookSafely = () => {
    look().catch((error: unknown) =>
      log.warn({ error: error instanceof Error ? error.name : 'unknown' }, 'articles not refreshed'),
    );
  };

  await refresh();
  const timer = setInterval(lookSafely, LOOK_EVERY_MS).unref();
  return {
    index: live.current,
    look: lookSafely,
    fresh: () => look().then(live.current),
    stop: () => clearInterval(timer),
  };
}
