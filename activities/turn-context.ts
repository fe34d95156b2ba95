import type { SeenMedia, TurnContext } from '../agent/contract';
import type { Conversation } from '../db/conversations';
import { readDecisionSettings } from '../db/decision-settings';
import { recentMessages, type Message } from '../db/messages';
import type { Dependencies } from './dependencies';
import { seenMedia } from './seen-media';
import { tellHistory } from './tell-history';
import { lastAiReplyAt, recentReplies, resolvedEpisodes, type Episode, type RecentReply } from '../db/turns';

const HISTORY = 40;
const EPISODES = 10;
const REPLIES = 10;

/** Everything one turn may know about its conversation. */
export interface LoadedTurn {
  context: TurnContext;
  /** The last human stretch, when it ended not long ago. */
  lastEpisode: Episode | null;
  /** When the AI last spoke to this customer. */
  spokeAt: Date | null;
}

/** Reads what the agent may know: the last messages, with each human stretch as one labelled episode. */
export async function loadTurn(
  { db, agent, business }: Pick<Dependencies, 'db' | 'agent' | 'business'>,
  conversation: Conversation,
  burst: readonly Message[],
): Promise<LoadedTurn> {
  const [messages, episodes, replies, spokeAt, seen, settings] = await Promise.all([
    recentMessages(db, conversation.id, HISTORY),
    resolvedEpisodes(db, conversation.id, EPISODES),
    recentReplies(db, conversation.id, REPLIES),
    lastAiReplyAt(db, conversation.id),
    seenMedia(db, agent, burst),
    readDecisionSettings(db),
  ]);
  const unanswered = new Set(burst.map(({ id }) => id));
  const before = messages.filter(({ id }) => !unanswered.has(id));
  return {
    context: {
      business,
      history: tellHistory(before, episodes),
      messages: burst.map(({ id, text, kind }) => ({ text: text ?? '', kind, ...mediaIn(seen.get(id)) })),
      language: conversation.language,
      failedTurns: failuresInARow(replies),
      isKnownPerson: conversation.knownPersonAt !== null,
      answersInLastHour: replies[0]?.inLastHour ?? 0,
      handoffOffered: replies[0]?.offersPerson ?? false,
      settings,
      servedArticleIds: replies.flatMap(({ citedArticleIds }) => citedArticleIds).reverse(),
    },
    lastEpisode: episodes.at(-1) ?? null,
    spokeAt,
  };
}

function mediaIn(media: SeenMedia | undefined): { media?: SeenMedia } {
  return media === undefined ? {} : { media };
}

function failuresInARow(replies: readonly RecentReply[]): number {
  const firstAnswer = replies.findIndex(({ nonAnswer }) => !nonAnswer);
  return firstAnswer === -1 ? replies.length : firstAnswer;
}
