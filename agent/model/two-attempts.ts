import { setTimeout as sleep } from 'node:timers/promises';
import type { DecisionModel, ModelAnswer, ModelRequest, Tokens } from './decision-model';
import { type ModelFailure, modelFailure } from './model-failure';
import { NO_TOKENS, sumOf } from './tokens';

/** How long the model may take, in milliseconds. */
export interface ModelTimings {
  /** One attempt, from the first byte sent to the last byte read. */
  attemptMs: number;
  /** Both attempts and the wait between them. */
  totalMs: number;
  /** The wait before the second attempt when the provider names none. */
  backOffMs: number;
}

export const MODEL_TIMINGS: ModelTimings = { attemptMs: 20_000, totalMs: 40_000, backOffMs: 500 };

const TIMED_OUT = Symbol('the attempt timed out');

/** Answers an attempt cannot be content with, if another is left. */
const WORTH_ANOTHER: ReadonlySet<ModelAnswer['kind']> = new Set(['truncated', 'unusable']);

/**
 * Asks the model at most twice. The second time follows a failure that may pass, or an answer that was cut (then with twice
 * the room) or that `accept` refuses (then with the fault named).
 * @returns the last answer, how many attempts it took, and the tokens of those that were answered.
 * @throws the signal's reason after an abort, else `AgentUnavailable`.
 */
export async function askTwice(
  model: DecisionModel,
  request: ModelRequest,
  options: { timings: ModelTimings; signal: AbortSignal; accept: (text: string) => boolean },
): Promise<{ answer: ModelAnswer; attempts: number; tokens: Tokens }> {
  const { timings, signal, accept } = options;
  const deadline = performance.now() + timings.totalMs;
  const first = await attempt(model, request, timings.attemptMs, signal);
  if ('failure' in first) {
    const { failure } = first;
    const waitMs = failure.retryAfterMs ?? timings.backOffMs;
    // A second attempt that could not finish any more only delays the person who helps instead.
    if (!failure.retryable || performance.now() + waitMs >= deadline) throw failure.unavailable;
    await pause(waitMs, signal);
  } else if (first.answer.kind === 'text' ? accept(first.answer.text) : !WORTH_ANOTHER.has(first.answer.kind)) {
    return { answer: first.answer, attempts: 1, tokens: first.answer.tokens };
  }
  const leftMs = Math.min(timings.attemptMs, deadline - performance.now());
  if (leftMs <= 0 && 'failure' in first) throw first.failure.unavailable;
  if (leftMs <= 0 && 'answer' in first) return { answer: first.answer, attempts: 1, tokens: first.answer.tokens };
  const second = await attempt(model, 'answer' in first ? repaired(request, first.answer) : request, leftMs, signal);
  if ('failure' in second) throw second.failure.unavailable;
  const spent = 'answer' in first ? first.answer.tokens : NO_TOKENS;
  return { answer: second.answer, attempts: 2, tokens: sumOf(spent, second.answer.tokens) };
}

async function attempt(
  model: DecisionModel,
  request: ModelRequest,
  timeoutMs: number,
  signal: AbortSignal,
): Promise<{ answer: ModelAnswer } | { failure: ModelFailure }> {
  signal.throwIfAborted();
  const call = new AbortController();
  const abort = () => call.abort();
  signal.addEventListener('abort', abort, { once: true });
  // The client's own timeout ends with the headers; a body that never comes would hang the turn.
  const timer = setTimeout(() => call.abort(TIMED_OUT), timeoutMs);
  try {
    return { answer: await model.ask(request, call.signal) };
  } catch (error) {
    signal.throwIfAborted();
    return { failure: modelFailure(error, call.signal.reason === TIMED_OUT) };
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', abort);
  }
}

async function pause(waitMs: number, signal: AbortSignal): Promise<void> {
  try {
    await sleep(waitMs, undefined, { signal });
  } catch {
    signal.throwIfAborted();
  }
}

function repaired(request: ModelRequest, answer: ModelAnswer): ModelRequest {
  if (answer.kind === 'truncated') return { ...request, maxOutputTokens: request.maxOutputTokens * 2 };
  const hint = 'Your last answer was not one JSON object of the required schema. Answer with that object only.';
  return { ...request, instructions: `${request.instructions}\n\n${hint}` };
}
