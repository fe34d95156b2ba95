import { findConversation } from '../../db/conversations';
import { unsettledMessages } from '../../db/messages';
import type { Database } from '../../db/pool';
import type { TurnDecision } from '../../domain/turn';
import { commitTurn } from '../../transactions/commit-turn';

/** What a turn decides that answers with `text`. */
export function answerOf(text: string): TurnDecision {
  return {
    kind: 'reply',
    messages: [{ kind: 'text', text, payload: {} }],
    citedArticleIds: [],
    offersPerson: false,
    nonAnswer: false,
    scores: {},
  };
}

/** The AI answers everything that is unanswered; its message waits in the line. */
export async function draftAnswer(db: Database, conversationId: string, text = 'The answer.'): Promise<void> {
  const conversation = await findConversation(db, conversationId);
  const result = await commitTurn(db, {
    conversationId,
    epoch: conversation?.epoch ?? 0,
    messageIds: (await unsettledMessages(db, conversationId)).map(({ id }) => id),
    language: 'en',
    decision: answerOf(text),
    ignoreNewer: false,
  });
  if (result.kind !== 'reply') throw new Error(`the answer was ${result.kind}`);
}
