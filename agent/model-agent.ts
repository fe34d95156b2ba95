import { AgentUnavailable } from './agent-unavailable';
import { settledBeforeAnswering } from './before-answering';
import type { Agent, Decision, TurnContext } from './contract';
import { foundHits } from './found-hits';
import { burstText, currentStretch, evidenceOf } from './history';
import { languageOf } from './language-of';
import { askWithSearches } from './model/ask-with-searches';
import { createChatModel } from './model/chat';
import type { ModelAnswer } from './model/decision-model';
import { modelDecisionSchema } from './model/decision-schema';
import { promptFor, PROMPT_VERSION } from './model/prompt';
import { createClient, isOpenAi, type Provider } from './model/provider';
import { createResponsesModel } from './model/responses';
import { canSee } from './model/see';
import { settleDecision } from './model/settle-decision';
import { summarise } from './model/summarise';
import { MODEL_TIMINGS, type ModelTimings } from './model/two-attempts';
import type { ArticleIndex } from './retrieval/article-index';

/** Articles given to the model: the right one is nearly always among them, and more of them only cost. */
const ARTICLES_GIVEN = 6;

/** Room for one reply and the thinking before it. */
const MAX_OUTPUT_TOKENS = 4_000;

/** History for a model that refused more, in characters. */
const LITTLE_HISTORY = 3_000;

export interface ModelAgentOptions extends Provider {
  /** `auto` takes Responses for OpenAI itself, and chat completions, which every compatible server has, for the others. */
  api: 'auto' | 'responses' | 'chat';
  model: string;
  /** Whether it is shown pictures and documents; `auto`: OpenAI's own models are, others are not. */
  vision?: 'auto' | 'on' | 'off';
  /** The articles as they are now; asked anew for each turn. */
  index: () => ArticleIndex;
  timings?: ModelTimings;
}

/**
 * The agent that asks a model for one strict, validated decision per turn. Stateless: each turn sends what it needs and the
 * provider is told to store nothing. Texts are never logged.
 * @throws from `decide`: the signal's reason after an abort, else `AgentUnavailable`.
 */
export function createModelAgent(options: ModelAgentOptions): Agent {
  const timings = options.timings ?? MODEL_TIMINGS;
  const api = apiOf(options);
  const client = createClient(options, timings.attemptMs);
  const model =
    api === 'responses' ? createResponsesModel(client, options.model) : createChatModel(client, options.model);

  async function decide(context: TurnContext, signal: AbortSignal, historyCharacters?: number): Promise<Decision> {
    signal.throwIfAborted();
    const settled = settledBeforeAnswering(context);
    if (settled !== null) return settled;
    const startedAt = performance.now();
    const room = historyCharacters === undefined ? {} : { historyCharacters };
    const { answer, output, attempts, hits, searches, tokens } = await askWithSearches(model, {
      hits: options.index().search(searchTextOf(context), ARTICLES_GIVEN),
      search: (query) => options.index().search(query, ARTICLES_GIVEN),
      request: (found, searched, searchesLeft) => ({
        ...promptFor(context, found, { searched, searchesLeft, ...room }),
        maxOutputTokens: MAX_OUTPUT_TOKENS,
        schema: modelDecisionSchema,
      }),
      timings,
      signal,
    });
    const scores = {
      promptVersion: PROMPT_VERSION,
      attempts,
      searches,
      inputTokens: tokens.input,
      outputTokens: tokens.output,
      modelMs: Math.round(performance.now() - startedAt),
      retrieval: hits[0]?.score ?? 0,
    };
    if (answer.kind === 'unusable') throw new AgentUnavailable('model_error');
    const decision =
      output === null ? noDecision(answer, context, scores) : settleDecision(output, context, hits, scores);
    return { ...decision, basis: { model: options.model, hits: foundHits(hits) } };
  }

  return {
    ...(seesFiles(options) && { sees: canSee(api) }),
    summarise: (context, reader, { signal }) => summarise(model, context, reader, signal),
    decide: async (context, { signal }) => {
      try {
        return await decide(context, signal);
      } catch (error) {
        const isRefused = error instanceof AgentUnavailable && error.code === 'model_request_refused';
        if (!isRefused || !canBeLess(context)) throw error;
        // Perhaps it was a file that this model cannot see, or the length: once more with words alone, and few of them.
        const messages = context.messages.map(({ text, kind }) => ({ text, kind }));
        return decide({ ...context, messages }, signal, LITTLE_HISTORY);
      }
    },
  };
}

/** Whether a request that was refused would be another one without files and with less history. */
function canBeLess({ messages, history }: TurnContext): boolean {
  return messages.some(({ media }) => media !== undefined) || JSON.stringify(history).length > LITTLE_HISTORY;
}

/** A refusal or a filter judges this message; everything else is a model that does not work. */
function noDecision(answer: ModelAnswer, context: TurnContext, scores: Record<string, number>): Decision {
  const reason = answer.kind === 'refusal' || answer.kind === 'filtered' ? 'cannot_resolve' : 'agent_failed';
  const evidence = evidenceOf(burstText(context));
  return { kind: 'handoff', reason, evidence, summary: null, language: languageOf(context), scores };
}

function apiOf({ api, baseUrl }: ModelAgentOptions): 'responses' | 'chat' {
  if (api !== 'auto') return api;
  return isOpenAi(baseUrl) ? 'responses' : 'chat';
}

function seesFiles({ vision = 'auto', baseUrl }: ModelAgentOptions): boolean {
  return vision === 'on' || (vision === 'auto' && isOpenAi(baseUrl));
}

/** A short follow-up ("and to Spain?") is searched with the message before it, which has the topic. */
function searchTextOf(context: TurnContext): string {
  const burst = burstText(context);
  if (burst.length > 60) return burst;
  const before = currentStretch(context).said.findLast((entry) => entry.role === 'customer');
  return before === undefined ? burst : `${burst}\n${before.text}`;
}
