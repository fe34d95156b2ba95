import { performance } from 'node:perf_hooks';
import { AgentUnavailable } from '../agent/agent-unavailable';
import type { Agent, Decision } from '../agent/contract';
import type { HandoffReason } from '../domain/handoff-reason';
import { answersFrom, ask, newCourse } from './ask-offline';
import type { CaseSet, CaseSets } from './case-sets';
import { confusionFigures, confusionOf } from './confusion';
import type { FaqQuestion } from './faq-set';
import { product } from './judge';
import type { Case } from './read-cases';
import { spreadOver } from './sample';
import type { Row, Section } from './section';
import { shareOf } from './wilson';

/** A model that is paid for, and how much of it is asked for. */
export interface MeasuredModel {
  agent: Agent;
  /** What the figures belong to: the model and where it was asked. */
  name: string;
  /** Messages sent to it at most. */
  sample: number;
  /** US dollars for a million tokens; null when nobody said. */
  price: { input: number; output: number } | null;
}

/** Few enough for the rate limits of a new account. */
const ASKED_AT_ONCE = 4;

/** The decision about one message; null where the model had none, which the product makes a handoff. */
interface Turn {
  decision: Decision | null;
  ms: number;
}

type Turns = ReadonlyMap<string, Turn>;

/**
 * Whole turns with a model, on a sample of the parts that nothing was tuned on: rules and model together beside the rules
 * alone, and questions about the demo shop's articles. Held to no floor: it is another model tomorrow.
 */
export async function modelSection(
  sets: CaseSets,
  questions: readonly FaqQuestion[],
  { agent, name, sample, price }: MeasuredModel,
): Promise<Section> {
  const requests = spreadOver(reportedCases(sets.requests), groupOf, Math.ceil(sample / 2));
  const moods = spreadOver(reportedCases(sets.upset), groupOf, Math.ceil(sample / 4));
  const reported = questions.filter(({ role }) => role === 'reported');
  const asked = spreadOver(reported, ({ answers }) => String(answers.length > 0), Math.floor(sample / 4));
  const texts = [...requests, ...moods, ...asked].map(({ text }) => text);
  const turns = await turnsOf(agent, texts);
  const handedOff = (reason: HandoffReason) => (one: Case) => {
    const decision = turns.get(one.text)?.decision;
    return decision?.kind === 'handoff' && decision.reason === reason;
  };
  return {
    name: `the model path: ${name}`,
    rows: [
      rowOf('requests, rules and model', requests, handedOff('asked_for_person')),
      rowOf('requests, rules alone', requests, (one) => product.asksForPerson(one)),
      rowOf('upset, rules and model', moods, handedOff('upset')),
      rowOf('upset, rules alone', moods, (one) => product.upset(one).handedOff),
      answersRow(asked, turns),
    ].filter(({ n }) => n > 0),
    floors: [],
    notes: notesOf([...turns.values()], price),
  };
}

const groupOf = ({ lang, label, kind }: Case): string => [lang, label, kind].join(' ');

const reportedCases = (sets: readonly CaseSet[]): Case[] =>
  sets.flatMap(({ role, counts, cases }) =>
    role === 'reported' && counts ? cases.filter(({ label }) => label !== null) : [],
  );

async function turnsOf(agent: Agent, texts: readonly string[]): Promise<Turns> {
  const turns = new Map<string, Turn>();
  const left = [...new Set(texts)];
  const askOn = async () => {
    for (let text = left.pop(); text !== undefined; text = left.pop()) turns.set(text, await turnOf(agent, text));
  };
  await Promise.all(Array.from({ length: ASKED_AT_ONCE }, askOn));
  return turns;
}

async function turnOf(agent: Agent, text: string): Promise<Turn> {
  const startedMs = performance.now();
  const decision = await ask(agent, text, newCourse()).then(
    (decided) => decided.decision,
    (error: unknown) => {
      if (error instanceof AgentUnavailable) return null;
      throw error;
    },
  );
  return { decision, ms: performance.now() - startedMs };
}

function rowOf(name: string, cases: readonly Case[], fires: (one: Case) => boolean): Row {
  return { name, role: 'reported', n: cases.length, figures: confusionFigures(confusionOf(cases, fires)) };
}

function answersRow(questions: readonly FaqQuestion[], turns: Turns): Row {
  const answered = questions.flatMap(({ text, answers }) => {
    const decision = turns.get(text)?.decision ?? null;
    const isFromArticle = decision?.kind === 'reply' && decision.citedArticleIds.length > 0;
    const isRight = decision !== null && answersFrom(decision, answers);
    return [{ hasAnswer: answers.length > 0, isFromArticle, isRight }];
  });
  const known = answered.filter(({ hasAnswer }) => hasAnswer);
  const unknown = answered.filter(({ hasAnswer }) => !hasAnswer);
  const count = (of: typeof answered, holds: (one: (typeof answered)[number]) => boolean): number =>
    of.filter(holds).length;
  return {
    name: 'questions about the demo shop',
    role: 'reported',
    n: questions.length,
    figures: {
      'answered rightly': shareOf(
        count(known, ({ isRight }) => isRight),
        known.length,
      ),
      wrongly: shareOf(
        count(known, ({ isFromArticle, isRight }) => isFromArticle && !isRight),
        known.length,
      ),
      'out of an article that says nothing of it': shareOf(
        count(unknown, ({ isFromArticle }) => isFromArticle),
        unknown.length,
      ),
    },
  };
}

function notesOf(turns: readonly Turn[], price: MeasuredModel['price']): string[] {
  const scores = turns.flatMap(({ decision }) =>
    decision === null || decision.kind === 'closing' ? [] : [decision.scores],
  );
  const tokens = (name: 'inputTokens' | 'outputTokens') => scores.reduce((sum, score) => sum + (score[name] ?? 0), 0);
  const [input, output] = [tokens('inputTokens'), tokens('outputTokens')];
  const failed = turns.filter(({ decision }) => decision === null || isFailure(decision)).length;
  const slowest = turns.map(({ ms }) => ms).sort((one, other) => other - one);
  const p95 = slowest[Math.floor(slowest.length / 20)] ?? 0;
  const paid =
    price === null
      ? 'Their cost: --price=IN,OUT, in US dollars for a million of each.'
      : `They cost $${((input * price.input + output * price.output) / 1_000_000).toFixed(4)}, at $${price.input} and $${price.output} for a million.`;
  return [
    `${new Date().toISOString().slice(0, 10)}: ${turns.length} messages, each the first of a conversation, 95 % decided within ${(p95 / 1000).toFixed(1)} s; of ${failed} the model made nothing usable.`,
    `${input} tokens read, ${output} written. ${paid}`,
  ];
}

const isFailure = (decision: Decision): boolean => decision.kind === 'handoff' && decision.reason === 'agent_failed';
