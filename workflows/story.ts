import { defineSearchAttributeKey, SearchAttributeType } from '@temporalio/common';
import { setCurrentDetails, upsertSearchAttributes } from '@temporalio/workflow';
import { SEARCH_ATTRIBUTES } from './contract';
import type { ConversationState } from './conversation-state';

const KEYS = {
  mode: defineSearchAttributeKey(SEARCH_ATTRIBUTES.mode, SearchAttributeType.KEYWORD),
  reason: defineSearchAttributeKey(SEARCH_ATTRIBUTES.reason, SearchAttributeType.KEYWORD),
  assignee: defineSearchAttributeKey(SEARCH_ATTRIBUTES.assignee, SearchAttributeType.KEYWORD),
  waitingSince: defineSearchAttributeKey(SEARCH_ATTRIBUTES.waitingSince, SearchAttributeType.DATETIME),
  stuck: defineSearchAttributeKey(SEARCH_ATTRIBUTES.stuck, SearchAttributeType.BOOL),
};

/** What people who list conversations in Temporal UI can see and filter by. */
function attributes(state: ConversationState): string {
  const { handler, reason, assigneeId, waitingSinceMs, stuck } = state;
  return JSON.stringify([handler, reason, assigneeId, waitingSinceMs, stuck]);
}

/**
 * Tells the run's story to whoever opens it in Temporal UI: mode, reason, who has it and what is awaited. Attributes are
 * written only when they changed (each write is an event); details are a query and cost nothing.
 */
export function createStory(link: string): (state: ConversationState) => void {
  let told = '';
  return (state) => {
    setCurrentDetails(details(state, link));
    const now = attributes(state);
    if (now === told) return;
    told = now;
    upsertSearchAttributes([
      { key: KEYS.mode, value: state.handler },
      { key: KEYS.reason, value: state.reason },
      { key: KEYS.assignee, value: state.assigneeId },
      { key: KEYS.waitingSince, value: state.waitingSinceMs === null ? null : new Date(state.waitingSinceMs) },
      { key: KEYS.stuck, value: state.stuck ? true : null },
    ]);
  };
}

function details(state: ConversationState, link: string): string {
  const lines =
    state.handler === 'ai'
      ? ['**Mode:** the AI answers', `**Awaited:** ${awaitedFromAi(state)}`]
      : [
          '**Mode:** a teammate answers; the AI is silent',
          `**Reason:** ${state.reason ?? 'not known to this run'}`,
          `**Assignee:** ${state.assigneeId ?? 'not known to this run'}`,
          '**Awaited:** the teammate resolves the conversation',
        ];
  if (state.stuck) lines.push('**Stuck:** nobody could be e-mailed about this handoff');
  return [...lines, `[Open the conversation](${link})`].join('\n\n');
}

function awaitedFromAi(state: ConversationState): string {
  if (state.decided !== null) return 'the handoff is being opened';
  if (state.cancelTurn !== null) return 'the agent turn';
  if (state.turn) return 'the end of the customer’s burst';
  return 'the customer’s next message';
}
