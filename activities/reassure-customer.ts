import { countAttempt, findHandoff, listSteps } from '../db/handoffs';
import { together } from '../db/pool';
import type { ReassureInput, ReassureResult } from './contract';
import type { Dependencies } from './dependencies';
import { failure } from './failure';
import { sendHead } from './send-head';

const MOST_AHEAD = 20;

/**
 * Sends the handoff's reassurance, whose row exists since the handoff was committed; whatever stands before it in the
 * line goes first. Safe to repeat.
 * @throws `line_busy` (retried) while an earlier message is on the wire or WhatsApp asks to wait.
 */
export async function reassureCustomer(dependencies: Dependencies, input: ReassureInput): Promise<ReassureResult> {
  const { db } = dependencies;
  const ofStep = { handoffId: input.handoffId, kind: 'reassure', teammateId: null } as const;
  for (let ahead = 0; ahead < MOST_AHEAD; ahead++) {
    const [handoff, steps] = await together(db, (one) =>
      Promise.all([findHandoff(one, input.handoffId), listSteps(one, input.handoffId), countAttempt(one, ofStep)]),
    );
    if (handoff === null) throw failure('not_found', { retryable: false });
    const step = steps.find(({ kind }) => kind === ofStep.kind);
    if (step?.state === 'done') return { kind: 'sent' };
    if (step?.state === 'failed') return { kind: 'failed' };
    if (step?.state !== 'pending') return { kind: 'skipped' };
    const result = await sendHead(dependencies, handoff.conversationId);
    switch (result.kind) {
      case 'wait':
        throw failure('line_busy', { retryable: true, nextRetryMs: Math.max(50, result.ms) });
      case 'again':
        throw failure('line_busy', { retryable: true, nextRetryMs: Math.max(50, result.afterMs) });
      case 'empty': // on the wire without an answer: a status or the sweeper settles it
        return { kind: 'unconfirmed' };
      default:
    }
  }
  throw failure('line_busy', { retryable: true });
}
