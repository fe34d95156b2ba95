import type { Agent } from '../agent/contract';
import { createTranscriber } from '../agent/model/transcriber';
import { createModelAgent } from '../agent/model-agent';
import { createOfflineAgent } from '../agent/offline-agent';
import type { ArticleIndex } from '../agent/retrieval/article-index';
import type { Transcriber } from '../agent/transcriber';
import type { Database } from '../db/pool';
import { followArticles } from './follow-articles';

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
  /** What the articles answer now, those committed a moment ago among them. */
  freshIndex: () => Promise<ArticleIndex>;
  stop: () => void;
}

/**
 * The model's agent when there is a key, else the offline one, over an index of the articles that follows every change
 * within seconds in every worker.
 */
export async function createAgentFor(
  { openai }: AgentSettings,
  db: Database,
  log: { warn: (facts: Record<string, unknown>, message: string) => void },
): Promise<RunningAgent> {
  const { index, look, fresh, stop } = await followArticles(db, log);
  const { apiKey, baseUrl, transcribeModel: listens = null } = openai;
  const agent = apiKey === null ? createOfflineAgent({ index }) : createModelAgent({ ...openai, apiKey, index });
  const transcriber =
    apiKey === null || listens === null ? null : createTranscriber({ apiKey, baseUrl, model: listens });
  return { agent, transcriber, refresh: look, freshIndex: fresh, stop };
}
