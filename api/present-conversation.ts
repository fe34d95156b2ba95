import type { ConversationView } from '../db/conversation-view';
import { serviceWindowEndsAt } from '../domain/service-window';
import type { Conversation, Handoff } from './contract/conversation';
import type { ApiDependencies } from './dependencies';

type Links = Pick<ApiDependencies, 'temporalUiUrl' | 'namespace'>;

/** A conversation as clients see it. */
export function presentConversation(view: ConversationView, links: Links): Conversation {
  const workflowId = `conversation:${view.id}`;
  return {
    id: view.id,
    customer: {
      id: view.customerId,
      name: view.customerName,
      phone: view.customerPhone,
      username: view.customerUsername,
    },
    handler: presentHandler(view),
    epoch: view.epoch,
    assignee: presentRef(view.assigneeId, view.assigneeName, view.assigneeEmail),
    holder: presentRef(view.holderId, view.holderName, view.holderEmail),
    handoff: presentHandoff(view),
    waitingSince: iso(view.waitingSince),
    owedAnswerAt: iso(view.owedAnswerAt),
    owedBy: presentRef(view.owedById, view.owedByName, view.owedByEmail),
    blocked: presentBlock(view),
    language: view.language,
    lastMessageAt: iso(view.lastMessageAt),
    lastMessage: presentLast(view),
    unread: view.unread,
    serviceWindowEndsAt: iso(view.lastCustomerMessageAt && serviceWindowEndsAt(view.lastCustomerMessageAt)),
    workflowId,
    temporalUrl:
      links.temporalUiUrl === null
        ? null
        : `${links.temporalUiUrl.replace(/\/$/, '')}/namespaces/${links.namespace}/workflows/${encodeURIComponent(workflowId)}`,
  };
}

/** A holder is always the assignee too, so the assignee says who answers. */
function presentHandler({ handler, assigneeId, handoffReason, heldSince }: ConversationView): Conversation['handler'] {
  if (handler === 'ai' || assigneeId === null || handoffReason === null) return { kind: 'ai' };
  return { kind: 'teammate', teammateId: assigneeId, reason: handoffReason, heldSince: iso(heldSince) };
}

function presentHandoff(view: ConversationView): Handoff | null {
  const { handoffId, handoffReason, openedAt } = view;
  const assignee = presentRef(view.handoffAssigneeId, view.handoffAssigneeName, view.handoffAssigneeEmail);
  if (handoffId === null || handoffReason === null || openedAt === null || assignee === null) return null;
  return {
    id: handoffId,
    reason: handoffReason,
    evidence: view.evidence,
    summary: view.summary,
    openedAt: openedAt.toISOString(),
    firstReplyAt: iso(view.firstReplyAt),
    resolvedAt: iso(view.resolvedAt),
    outcome: view.outcome,
    assignee,
    steps: {
      assign: presentStep(view, 'assign'),
      email: presentStep(view, 'email'),
      reassure: presentStep(view, 'reassure'),
    },
  };
}

function presentStep({ steps }: ConversationView, kind: keyof Handoff['steps']): Handoff['steps']['assign'] {
  const step = steps.find((candidate) => candidate.kind === kind);
  // Every handoff is stored with its steps; one that lacks any must not hide a whole list from people.
  if (step === undefined) return { state: 'pending', at: null, attempts: 0, error: null };
  return { state: step.state, at: iso(step.at), attempts: step.attempts, error: step.error };
}

function presentBlock(view: ConversationView): Conversation['blocked'] {
  const by = presentRef(view.blockedById, view.blockedByName, view.blockedByEmail);
  if (view.blockedAt === null || by === null) return null;
  return { at: view.blockedAt.toISOString(), by, reason: view.blockedReason };
}

function presentRef(id: string | null, name: string | null, email: string | null): Conversation['assignee'] {
  return id === null || name === null || email === null ? null : { id, name, email };
}

function presentLast(view: ConversationView): Conversation['lastMessage'] {
  const { lastMessageId, lastAuthor, lastKind, lastText, lastState, lastAt } = view;
  if (lastMessageId === null || lastAuthor === null || lastKind === null || lastState === null || lastAt === null)
    return null;
  return {
    id: lastMessageId,
    author: lastAuthor,
    teammateId: view.lastTeammateId,
    kind: lastKind,
    text: lastText,
    state: lastState,
    at: lastAt.toISOString(),
  };
}

function iso(date: Date | null): string | null {
  return date === null ? null : date.toISOString();
}
