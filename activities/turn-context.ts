import type { HistoryEntry, SeenMedia, TurnContext } from '../agent/contract';
import type { Conversation } from '../db/conversations';
import { recentMessages, type Message } from '../db/messages';
import type { Dependencies } from './dependencies';
import { seenMedia } from './seen-media';
import { recentReplies, resolvedEpisodes, type Episode, type RecentReply } from '../db/turns';

const HISTORY = 40;
const EPISODES = 3;
const REPLIES = 10;

/** Everything one turn may know about its conversation. */
export interface LoadedTurn {
  context: TurnContext;
  /** The last human stretch, when it ended not long ago. */
  lastEpisode: Episode | null;
}

/** Reads what the agent may know: the last messages, with each human stretch as one labelled episode. */
export async function loadTurn(
  { db, agent, business }: Pick<Dependencies, 'db' | 'agent' | 'business'>,
  conversation: Conversation,
  burst: readonly Message[],
): Promise<LoadedTurn> {
  const [messages, episodes, replies, seen] = await Promise.all([
    recentMessages(db, conversation.id, HISTORY),
    resolvedEpisodes(db, conversation.id, EPISODES),
    recentReplies(db, conversation.id, REPLIES),
    seenMedia(db, agent, burst),
  ]);
  const unanswered = new Set(burst.map(({ id }) => id));
  const before = messages.filter(({ id }) => !unanswered.has(id));
  return {
    context: {
      business,
      history: history(before, episodes),
      messages: burst.map(({ id, text, kind }) => ({ text: text ?? '', kind, ...mediaIn(seen.get(id)) })),
      language: conversation.language,
      failedTurns: failuresInARow(replies),
      handoffOffered: replies[0]?.offersPerson ?? false,
      servedArticleIds: replies.flatMap(({ citedArticleIds }) => citedArticleIds).reverse(),
    },
    lastEpisode: episodes.at(-1) ?? null,
  };
}

function mediaIn(media: SeenMedia | undefined): { media?: SeenMedia } {
  return media === undefined ? {} : { media };
}

function history(messages: readonly Message[], episodes: readonly Episode[]): HistoryEntry[] {
  const entries: HistoryEntry[] = [];
  const told = new Set<string>();
  for (const message of messages) {
    const episode = episodes.find(
      ({ openedNumber, lastNumber }) => message.number > openedNumber && message.number <= lastNumber,
    );
    if (episode === undefined) {
      if (message.text !== null)
        entries.push({ role: message.author === 'customer' ? 'customer' : 'ai', text: message.text });
      continue;
    }
    if (told.has(episode.id)) continue;
    told.add(episode.id);
    entries.push(tell(episode, messages));
  }
  // A human stretch in which nobody wrote is still what happened last.
  for (const episode of episodes) if (!told.has(episode.id)) entries.push(tell(episode, messages));
  return entries;
}

function tell(
  { openedNumber, lastNumber, teammate, reason, outcome }: Episode,
  messages: readonly Message[],
): HistoryEntry {
  return {
    role: 'episode',
    teammate,
    reason,
    outcome,
    messages: messages
      .filter(({ number, text }) => number > openedNumber && number <= lastNumber && text !== null)
      .map(({ author, text }) => ({ author, text: text ?? '' })),
  };
}

function failuresInARow(replies: readonly RecentReply[]): number {
  const firstAnswer = replies.findIndex(({ nonAnswer }) => !nonAnswer);
  return firstAnswer === -1 ? replies.length : firstAnswer;
}
