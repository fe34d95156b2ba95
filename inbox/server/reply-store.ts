import { useSyncExternalStore } from 'react';
import type { Attachment } from '../../api/contract/attachment';
import { keptKeys } from './kept';
import { changeKept, keptValue, subscribeToKept, useKept } from './kept-value';

/** A message that a reply answers, with enough of it to show. */
export interface Quote {
  id: string;
  /** Whose it is. */
  name: string;
  words: string;
}

/** What a teammate sends. */
export interface ReplyContent {
  /** Empty for a file without words; of a template what the customer will read. */
  text: string;
  attachment?: Attachment;
  quote?: Quote;
  template?: { name: string; language: string; parameters: string[] };
}

/** A reply that the API has not answered for yet: `refused` waits for a person, the rest is sent again under the same id. */
export interface WaitingReply extends ReplyContent {
  clientId: string;
  writtenAt: string;
  refused: { code: string; message: string; holder: { id: string; name?: string | undefined } | null } | null;
}

/** Whose replies and where: another person who signs in with this browser must not send them. */
export interface ReplyPlace {
  teammateId: string;
  conversationId: string;
}

const prefixOf = (teammateId: string) => `replies:${teammateId}:`;
const keyOf = ({ teammateId, conversationId }: ReplyPlace) => prefixOf(teammateId) + conversationId;
const NONE: readonly WaitingReply[] = [];

/** The replies of a conversation on their way to the API, oldest first. */
export function useWaitingReplies(place: ReplyPlace): readonly WaitingReply[] {
  return useKept(keyOf(place), NONE);
}

/** The conversations in which a teammate has any. */
export function useConversationsWithReplies(teammateId: string): string[] {
  const prefix = prefixOf(teammateId);
  const joined = useSyncExternalStore(subscribeToKept, () =>
    keptKeys(prefix)
      .map((key) => key.slice(prefix.length))
      .sort()
      .join(),
  );
  return joined === '' ? [] : joined.split(',');
}

export function changeReplies(
  place: ReplyPlace,
  edit: (replies: readonly WaitingReply[]) => readonly WaitingReply[],
): void {
  const key = keyOf(place);
  const replies = edit(keptValue(key, NONE));
  changeKept(key, replies.length === 0 ? null : replies);
}
