import { z } from 'zod';
import { changeHandler, lockConversation } from '../db/conversations';
import { findEmailByProviderId, setEmailState, type Email } from '../db/emails';
import { recordEvent } from '../db/events';
import { findHandoff, listSteps, settleStep } from '../db/handoffs';
import { transaction, type Database, type Transaction } from '../db/pool';
import { maybeRow, run } from '../db/query';
import { loadRoster } from '../db/teammates';
import { pickNext } from '../domain/pick-assignee';
import { wake, type Wake } from '../domain/wake';
import { assignTo } from './hold';

/** Records that the mail was accepted: its step is done. */
export async function recordEmailSent(db: Database, email: Email, providerId: string): Promise<void> {
  await transaction(db, async (tx) => {
    await setEmailState(tx, email.key, 'sent', providerId);
    await settleStep(tx, { ...email, kind: 'email' }, { state: 'done', error: null });
  });
}

/**
 * Records that a mail will not reach its teammate. If nobody holds the conversation, the handoff moves to the next person
 * (on call, the owner last), who is mailed in turn; returns that, or null when everybody has been tried.
 */
export async function recordEmailRefused(
  db: Database,
  email: Pick<Email, 'key' | 'handoffId' | 'teammateId'>,
  state: 'failed' | 'bounced',
  error: string,
): Promise<{ teammateId: string; wake: Wake } | null> {
  return transaction(db, async (tx) => {
    const handoff = await findHandoff(tx, email.handoffId);
    const conversation = handoff === null ? null : await lockConversation(tx, handoff.conversationId);
    await setEmailState(tx, email.key, state);
    await failStep(tx, email, error);
    if (handoff === null || conversation === null) return null;
    await recordEvent(tx, conversation.id, {
      kind: 'step_settled',
      handoffId: handoff.id,
      step: 'email',
      state: 'failed',
      error,
    });
    const isOpen = conversation.handoffId === handoff.id && conversation.holderId === null;
    if (!isOpen || conversation.assigneeId !== email.teammateId) return null;
    const next = pickNext(await loadRoster(tx), await triedBy(tx, handoff.id), new Date());
    if (next === null) return null;
    await assignTo(tx, handoff.id, next.id, 'pending');
    const changed = await changeHandler(tx, conversation, {
      handler: 'teammate',
      handoffId: handoff.id,
      assigneeId: next.id,
      holderId: null,
      waitingSince: conversation.waitingSince,
    });
    await recordEvent(tx, conversation.id, {
      kind: 'assigned',
      handoffId: handoff.id,
      assigneeId: next.id,
      why: error,
    });
    return { teammateId: next.id, wake: wake('emailBounced', changed, { handoffId: handoff.id }) };
  });
}

/**
 * What Resend later says about a mail, once per event; returns whom to ring when a bounce moved the handoff. The event is
 * marked last: one that was cut short is taken up again when Resend repeats it, and doing it twice changes nothing more.
 */
export async function recordEmailEvent(
  db: Database,
  event: { svixId: string; providerId: string; kind: 'delivered' | 'undeliverable' },
): Promise<Wake | null> {
  const known = await maybeRow(
    db,
    z.object({ id: z.string() }),
    'select svix_id as id from resend_event where svix_id = $1',
    [event.svixId],
  );
  if (known !== null) return null;
  const email = await findEmailByProviderId(db, event.providerId);
  if (email !== null && event.kind === 'delivered') await setEmailState(db, email.key, 'delivered');
  const moved =
    email !== null && event.kind === 'undeliverable' ? await recordEmailRefused(db, email, 'bounced', 'bounced') : null;
  await run(db, 'insert into resend_event (svix_id) values ($1) on conflict do nothing', [event.svixId]);
  return moved?.wake ?? null;
}

/** A bounce may come after the mail counted as sent: the step says what became of it. */
async function failStep(tx: Transaction, email: Pick<Email, 'handoffId' | 'teammateId'>, error: string): Promise<void> {
  await run(
    tx,
    `update handoff_step set state = 'failed', error = $3, at = now()
      where handoff_id = $1 and kind = 'email' and teammate_id = $2 and state in ('pending', 'done')`,
    [email.handoffId, email.teammateId, error],
  );
}

async function triedBy(tx: Transaction, handoffId: string): Promise<Set<string>> {
  const steps = await listSteps(tx, handoffId);
  return new Set(
    steps.flatMap(({ kind, teammateId }) => (kind === 'email' && teammateId !== null ? [teammateId] : [])),
  );
}
