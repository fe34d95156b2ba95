import { changeHandler, lockConversation } from '../db/conversations';
import {
  findEmailByProviderId,
  keepEarlyEmailEvent,
  lockProviderId,
  setEmailState,
  takeEarlyEmailEvent,
  type Email,
  type EmailEventKind,
} from '../db/emails';
import { recordEvent } from '../db/events';
import { findHandoff, listSteps, settleStep } from '../db/handoffs';
import { transaction, type Database, type Transaction } from '../db/pool';
import { run } from '../db/query';
import { loadRoster } from '../db/teammates';
import { pickNext } from '../domain/pick-assignee';
import { wake, type Wake } from '../domain/wake';
import { assignTo } from './hold';

/** What became of a mail. `moved`: the handoff went to the next person, who is to be mailed and whose workflow is rung. */
export type EmailFate = { kind: 'sent' } | { kind: 'failed' } | { kind: 'moved'; teammateId: string; wake: Wake };

type MailOf = Pick<Email, 'key' | 'handoffId' | 'teammateId'>;

/** Records that the mail was accepted: its step is done, unless a bounce was faster than Resend's answer. */
export async function recordEmailSent(db: Database, email: MailOf, providerId: string): Promise<EmailFate> {
  return transaction(db, async (tx) => {
    const [, early] = await Promise.all([lockProviderId(tx, providerId), takeEarlyEmailEvent(tx, providerId)]);
    if (early === 'undeliverable') return refuse(tx, email, { state: 'bounced', error: 'bounced', providerId });
    await tx.commitWith(
      Promise.all([
        setEmailState(tx, email.key, early ?? 'sent', providerId),
        settleStep(tx, { ...email, kind: 'email' }, { state: 'done', error: null }),
      ]),
    );
    return { kind: 'sent' };
  });
}

/**
 * Records that a mail was refused and will not reach its teammate. If nobody holds the conversation, the handoff moves to
 * the next person (on call, the owner last), who is mailed in turn; `failed` when everybody has been tried.
 */
export async function recordEmailRefused(db: Database, email: MailOf, error: string): Promise<EmailFate> {
  return transaction(db, (tx) => refuse(tx, email, { state: 'failed', error, providerId: null }));
}

async function refuse(
  tx: Transaction,
  email: MailOf,
  { state, error, providerId }: { state: 'failed' | 'bounced'; error: string; providerId: string | null },
): Promise<EmailFate> {
  const handoff = await findHandoff(tx, email.handoffId);
  const conversation = handoff === null ? null : await lockConversation(tx, handoff.conversationId);
  await setEmailState(tx, email.key, state, providerId);
  await failStep(tx, email, error);
  if (handoff === null || conversation === null) return { kind: 'failed' };
  await recordEvent(tx, conversation.id, {
    kind: 'step_settled',
    handoffId: handoff.id,
    step: 'email',
    state: 'failed',
    error,
  });
  const isOpen = conversation.handoffId === handoff.id && conversation.holderId === null;
  if (!isOpen || conversation.assigneeId !== email.teammateId) return { kind: 'failed' };
  const next = pickNext(await loadRoster(tx), await triedBy(tx, handoff.id), new Date());
  if (next === null) return { kind: 'failed' };
  await assignTo(tx, handoff.id, next.id, 'pending');
  const changed = await changeHandler(tx, conversation, {
    handler: 'teammate',
    handoffId: handoff.id,
    assigneeId: next.id,
    holderId: null,
    waitingSince: conversation.waitingSince,
  });
  await recordEvent(tx, conversation.id, { kind: 'assigned', handoffId: handoff.id, assigneeId: next.id, why: error });
  return { kind: 'moved', teammateId: next.id, wake: wake('emailBounced', changed, { handoffId: handoff.id }) };
}

/**
 * What Resend later says about a mail, once per event; returns whom to ring when a bounce moved the handoff. An event that
 * is faster than Resend's answer to the send is kept for it.
 */
export async function recordEmailEvent(
  db: Database,
  event: { svixId: string; providerId: string; kind: EmailEventKind },
): Promise<Wake | null> {
  return transaction(db, async (tx) => {
    const isNew = await run(tx, 'insert into resend_event (svix_id) values ($1) on conflict do nothing', [
      event.svixId,
    ]);
    if (isNew === 0) return null;
    await lockProviderId(tx, event.providerId);
    const email = await findEmailByProviderId(tx, event.providerId);
    if (email === null) await keepEarlyEmailEvent(tx, event.providerId, event.kind);
    else if (event.kind === 'delivered') await setEmailState(tx, email.key, 'delivered');
    else {
      const fate = await refuse(tx, email, { state: 'bounced', error: 'bounced', providerId: null });
      if (fate.kind === 'moved') return fate.wake;
    }
    return null;
  });
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
