import type { HistoryEntry } from '../contract';
import { cutWhole } from './cut-whole';

/** Bounds on what is sent of the history, in entries and characters: cost and time whatever anybody pastes. */
const LIMITS = { entries: 30, episodeMessages: 30, text: 2_000, total: 24_000 };

/** A text that fits, with a mark where something is missing. */
export function cutText(text: string, limit = LIMITS.text): string {
  return text.length <= limit ? text : `${cutWhole(text, limit)} […]`;
}

/**
 * The history as a model is given it, oldest first: the newest entries, as many as fit into `total` characters. What a
 * teammate handled is one entry that says so: who it was, from when until when, the reason and the outcome.
 */
export function historyData(history: readonly HistoryEntry[], total = LIMITS.total): object[] {
  const data: object[] = [];
  let room = total;
  for (const entry of history.slice(-LIMITS.entries).toReversed()) {
    const told = entry.role === 'episode' ? episodeData(entry) : { role: entry.role, text: cutText(entry.text) };
    room -= JSON.stringify(told).length;
    if (room < 0) break;
    data.unshift(told);
  }
  return data;
}

function episodeData({
  teammate,
  reason,
  outcome,
  span,
  messages,
}: Extract<HistoryEntry, { role: 'episode' }>): object {
  let room = LIMITS.total / 3;
  const kept: { author: string; text: string }[] = [];
  for (const { author, text } of messages.slice(-LIMITS.episodeMessages).toReversed()) {
    room -= text.length;
    if (room < 0) break;
    kept.unshift({ author, text: cutText(text) });
  }
  return {
    role: 'episode',
    handledBy: `${teammate}, a human teammate, not the AI`,
    ...(span !== undefined && { from: span.from, to: span.to }),
    handedOverBecause: reason,
    outcome: outcome === null ? null : cutText(outcome),
    messages: kept,
  };
}
