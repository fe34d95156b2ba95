import type { SeenMedia, TurnContext } from '../agent/contract';
import { findConversation, type Conversation } from '../db/conversations';
import { readDecisionSettings } from '../db/decision-settings';
import { recentMessages, unsettledMessages, type Message } from '../db/messages';
import { together, type Database } from '../db/pool';
import { lastAiReplyAt, recentReplies, resolvedEpisodes, type Episode, type RecentReply } from '../db/turns';
import type { DecisionSettings } from '../domain/decision-settings';
import type { Dependencies } from './dependencies';
import { seenMedia } from './seen-media';
import { tellHistory } from './tell-history';

const HISTORY = 40;
const EPISODES = 10;
const REPLIES = 10;

/** What the rows say of a conversation whose turn it may be. */
export interface TurnRows {
  conversation: Conversation;
  /** What the customer wrote and nothing has settled, in order. */
  unsettled: Message[];
  messages: Message[];
  episodes: Episode[];
  replies: RecentReply[];
  /** When the AI last spoke to this customer. */
  spokeAt: Date | null;
  settings: DecisionSettings;
}

/** Everything one turn may know about its conversation. */
export interface LoadedTurn {
  context: TurnContext;
  spokeAt: Date | null;
}

/** Reads all of it in one way there and back; null when there is no such conversation. */
export async function readTurn(db: Database, conversationId: string): Promise<TurnRows | null> {
  const [conversation, unsettled, messages, episodes, replies, spokeAt, settings] = await together(db, (one) =>
    Promise.all([
      findConversation(one, conversationId),
      unsettledMessages(one, conversationId),
      recentMessages(one, conversationId, HISTORY),
      resolvedEpisodes(one, conversationId, EPISODES),
      recentReplies(one, conversationId, REPLIES),
      lastAiReplyAt(one, conversationId),
      readDecisionSettings(one),
    ]),
  );
  if (conversation === null) return null;
  // Another conversation took this one in: everything is there.
  if (conversation.id !== conversationId) return readTurn(db, conversation.id);
  return { conversation, unsettled, messages, episodes, replies, spokeAt, settings };
}

/** What an agent is told before it answers `burst`: the last messages, with each human stretch as one labelled episode. */
export async function loadTurn(
  { db, agent, business }: Pick<Dependencies, 'db' | 'agent' | 'business'>,
  { conversation, messages, episodes, replies, spokeAt, settings }: TurnRows,
  burst: readonly Message[],
): Promise<LoadedTurn> {
  const seen = await seenMedia(db, agent, burst);
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
