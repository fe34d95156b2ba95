import type { Agent } from '../agent/contract';
import { createTranscriber } from '../agent/model/transcriber';
import { createModelAgent } from '../agent/model-agent';
import { createOfflineAgent } from '../agent/offline-agent';
import type { Transcriber } from '../agent/transcriber';
import { createArticleIndex, type ArticleIndex } from '../agent/retrieval/article-index';
import { articlesVersion, loadArticles } from '../db/article-set';
import type { Database } from '../db/pool';

interface AgentSettings {
  openai: {
    apiKey: string | null;
    baseUrl: string;
    api: 'auto' | 'responses' | 'chat';
    model: string;
    vision?: 'auto' | 'on' | 'off';
    /** Null or missing where nobody listens to voice notes. */
    transcribeModel?: string | null;
  };
}

export interface RunningAgent {
  agent: Agent;
  transcriber: Transcriber | null;
  /** Looks for changed articles now. */
  refresh: () => void;
  stop: () => void;
}

const REFRESH_EVERY_MS = 2_000;

/**
 * The model's agent when there is a key, else the offline one, over an index of the articles that follows every change
 * within seconds in every worker.
 */
export async function createAgentFor(
  { openai }: AgentSettings,
  db: Database,
  log: { warn: (facts: Record<string, unknown>, message: string) => void },
): Promise<RunningAgent> {
  let version = await articlesVersion(db);
  let index: ArticleIndex = createArticleIndex(await loadArticles(db));
  const refresh = async () => {
    const now = await articlesVersion(db);
    if (now === version) return;
    index = createArticleIndex(await loadArticles(db));
    version = now;
  };
  const look = () => {
    refresh().catch((error: unknown) =>
      log.warn({ error: error instanceof Error ? error.name : 'unknown' }, 'articles not refreshed'),
    );
  };
  const timer = setInterval(look, REFRESH_EVERY_MS).unref();
  const { apiKey, baseUrl, transcribeModel: listens = null } = openai;
  const agent =
    apiKey === null
      ? createOfflineAgent({ index: () => index })
      : createModelAgent({ ...openai, apiKey, index: () => index });
  const transcriber =
    apiKey === null || listens === null ? null : createTranscriber({ apiKey, baseUrl, model: listens });
  return { agent, transcriber, refresh: look, stop: () => clearInterval(timer) };
}
