import type { DecisionSettings } from '../domain/decision-settings';
import type { HandoffReason } from '../domain/handoff-reason';
import { AgentUnavailable } from './agent-unavailable';
import type { Agent, TurnContext } from './contract';
import { DETECTORS_VERSION, decideBurst, type BurstDecision } from './decide-burst';
import { burstText, evidenceOf } from './history';
import { PROMPT_VERSION } from './model/prompt';

/** A message that nobody sent, and what was said before it, oldest first. */
export interface PreviewQuestion {
  text: string;
  history: readonly (
    | { role: 'customer'; text: string }
    | { role: 'ai'; text: string; offersPerson: boolean; nonAnswer: boolean; citedArticleIds: readonly string[] }
  )[];
}

export interface PreviewedTurn {
  decision: 'reply' | 'handoff' | 'closing';
  reply: string | null;
  options: string[];
  offersPerson: boolean;
  nonAnswer: boolean;
  reason: HandoffReason | null;
  evidence: string | null;
  summary: string | null;
  topic: string | null;
  rule: string | null;
  language: string | null;
  citedArticleIds: string[];
  hits: { articleId: string; score: number }[];
  scores: Record<string, number>;
  model: string | null;
  versions: { detectors: number; prompt: number };
}

/**
 * What a turn would come to, decided as turns are but of a conversation that does not exist. A model that cannot be used is
 * shown as the handoff it would become.
 * @throws the signal's reason after an abort
 */
export async function previewTurn(
  { agent, business, settings }: { agent: Agent; business: { name: string }; settings: DecisionSettings },
  question: PreviewQuestion,
  signal: AbortSignal,
): Promise<PreviewedTurn> {
  const context = { ...contextOf(question, business), settings };
  const { decision, detector, language } = await decideOrHandOff(agent, context, signal);
  const isReply = decision.kind === 'reply';
  const isHandoff = decision.kind === 'handoff';
  return {
    decision: decision.kind,
    reply: isReply ? decision.text : null,
    options: isReply ? [...(decision.options ?? [])] : [],
    offersPerson: isReply && decision.offersPerson,
    nonAnswer: isReply && decision.nonAnswer,
    reason: isHandoff ? decision.reason : null,
    evidence: isHandoff ? decision.evidence : null,
    summary: isHandoff ? decision.summary : null,
    topic: isHandoff ? (decision.topic ?? null) : null,
    rule: detector,
    language,
    citedArticleIds: isReply ? decision.citedArticleIds : [],
    hits: decision.basis?.hits ?? [],
    scores: decision.kind === 'closing' ? {} : decision.scores,
    model: decision.basis?.model ?? null,
    versions: { detectors: DETECTORS_VERSION, prompt: PROMPT_VERSION },
  };
}

function contextOf({ text, history }: PreviewQuestion, business: { name: string }): TurnContext {
  const answers = history.flatMap((said) => (said.role === 'ai' ? [said] : []));
  const lastAnswer = answers.findLastIndex(({ nonAnswer }) => !nonAnswer);
  return {
    business,
    history: history.map(({ role, text }) => ({ role, text })),
    messages: [{ text, kind: 'text' }],
    language: null,
    failedTurns: answers.length - 1 - lastAnswer,
    handoffOffered: answers.at(-1)?.offersPerson ?? false,
    servedArticleIds: answers.flatMap(({ citedArticleIds }) => citedArticleIds),
  };
}

async function decideOrHandOff(agent: Agent, context: TurnContext, signal: AbortSignal): Promise<BurstDecision> {
  try {
    return await decideBurst(agent, { ...context, tappedButtonId: null, isLate: false }, { signal });
  } catch (error) {
    if (!(error instanceof AgentUnavailable)) throw error;
    const evidence = evidenceOf(burstText(context));
    const handoff = { kind: 'handoff' as const, reason: 'agent_failed' as const, evidence, summary: null };
    return { decision: { ...handoff, language: null, scores: {} }, detector: null, disagreement: null, language: null };
  }
}
