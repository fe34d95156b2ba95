import type { ArticleIndex } from '../agent/retrieval/article-index';
import { createLiveIndex } from '../agent/retrieval/live-index';
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
  stop: () => void;
}

/** Keeps an index of all articles in this process, and follows every change within seconds, reading only what changed. */
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
    for (let at = 0; at < changedIds.length; at += LOADED_AT_ONCE)
      changed.push(...(await loadArticles(db, changedIds.slice(at, at + LOADED_AT_ONCE))));
    await live.update({ changed, removedIds });
    [version, stamps] = [newVersion, newStamps];
  };

  let isLooking = false;
  let isAskedAgain = false;
  /** One look at a time; who asks during one gets another after it. */
  const look = async (): Promise<void> => {
    isAskedAgain = isLooking;
    if (isLooking) return;
    isLooking = true;
    await refresh().finally(() => (isLooking = false));
    if (isAskedAgain) await look();
  };
  const lookSafely = () => {
    look().catch((error: unknown) =>
      log.warn({ error: error instanceof Error ? error.name : 'unknown' }, 'articles not refreshed'),
    );
  };

  await refresh();
  const timer = setInterval(lookSafely, LOOK_EVERY_MS).unref();
  return { index: live.current, look: lookSafely, stop: () => clearInterval(timer) };
}
