import type { HistoryEntry } from '../agent/contract';
import type { Message } from '../db/messages';
import type { Episode } from '../db/turns';
import { publicNameOf } from '../domain/public-name';

type Said = Pick<Message, 'number' | 'author' | 'text'>;

/**
 * The history as an agent is told it, oldest first: what was said, with each resolved human stretch as one labelled episode
 * at its place. What a person wrote is never the AI's own word, also outside those stretches.
 */
export function tellHistory(messages: readonly Said[], episodes: readonly Episode[]): HistoryEntry[] {
  const entries: HistoryEntry[] = [];
  const untold = new Set(episodes);
  const isOf = ({ openedNumber, lastNumber }: Episode, { number }: Said) =>
    number > openedNumber && number <= lastNumber;
  // A stretch ends before the first message after it, also if nobody wrote in it or its messages are no longer read here.
  const tellThoseBefore = (number: number) => {
    for (const episode of untold) {
      if (episode.lastNumber >= number) continue;
      untold.delete(episode);
      entries.push(
        tell(
          episode,
          messages.filter((message) => isOf(episode, message)),
        ),
      );
    }
  };
  for (const message of messages) {
    tellThoseBefore(message.number);
    if (message.text === null || episodes.some((episode) => isOf(episode, message))) continue;
    entries.push({ role: roleOf(message), text: message.text });
  }
  tellThoseBefore(Infinity);
  return entries;
}

function tell(episode: Episode, said: readonly Said[]): HistoryEntry {
  const { reason, outcome, openedAt, resolvedAt } = episode;
  return {
    role: 'episode',
    // What an agent knows it may tell the customer: the name that customers are told.
    teammate: publicNameOf(episode),
    reason,
    outcome,
    span: { from: openedAt.toISOString(), to: resolvedAt.toISOString() },
    messages: said.flatMap((message) =>
      message.text === null ? [] : [{ author: roleOf(message), text: message.text }],
    ),
  };
}

/** A reply typed on the business's own phone is a person's too. */
function roleOf({ author }: Said): 'customer' | 'ai' | 'teammate' {
  return author === 'business_phone' ? 'teammate' : author;
}
