import type { Agent, Decision, TurnContext } from '../agent/contract';
import { decideBurst, type BurstDecision } from '../agent/decide-burst';

/** What happened in a conversation so far, as the product would remember it. */
export interface Course {
  history: TurnContext['history'];
  failedTurns: number;
  handoffOffered: boolean;
  servedArticleIds: string[];
  language: string | null;
}

const NEVER_ABORTED = new AbortController().signal;

export const newCourse = (): Course => ({
  history: [],
  failedTurns: 0,
  handoffOffered: false,
  servedArticleIds: [],
  language: null,
});

/** One turn of the agent alone, without the rules that come before it: those are measured by themselves. */
export async function askAgent(agent: Agent, text: string, course: Course): Promise<BurstDecision> {
  const context = { ...course, business: { name: 'the shop' }, messages: [{ text, kind: 'text' }] };
  const decision = await agent.decide(context, { signal: NEVER_ABORTED });
  return { decision, detector: null, disagreement: null, language: decision.language };
}

/** One turn, decided by the very code that the product's turns run. */
export async function ask(agent: Agent, text: string, course: Course): Promise<BurstDecision> {
  const burst = { ...course, business: { name: 'the shop' }, messages: [{ text, kind: 'text' }] };
  return decideBurst(agent, { ...burst, tappedButtonId: null, isLate: false }, { signal: NEVER_ABORTED });
}

/** The course after a turn: `text` was asked and `decision` came of it. `said` replaces the AI's words when they are given. */
export function after(course: Course, text: string, { decision, language }: BurstDecision, said?: string): Course {
  const history = [...course.history, { role: 'customer' as const, text }];
  if (decision.kind !== 'reply') return { ...course, history, language };
  return {
    history: [...history, { role: 'ai' as const, text: said ?? decision.text }],
    failedTurns: decision.nonAnswer ? course.failedTurns + 1 : 0,
    handoffOffered: decision.offersPerson,
    servedArticleIds: [...course.servedArticleIds, ...decision.citedArticleIds],
    language,
  };
}

/** Whether a turn answered out of one of these articles. */
export function answersFrom(decision: Decision, articleIds: readonly string[]): boolean {
  return decision.kind === 'reply' && decision.citedArticleIds.some((id) => articleIds.includes(id));
}
