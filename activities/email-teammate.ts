import { renderHandoffEmail } from '../channels/email/handoff-email';
import { emailKey, findEmail, storeRendered, type Email, type RenderedEmail } from '../db/emails';
import { countAttempt, findHandoff, listSteps, type Handoff } from '../db/handoffs';
import { recentMessages } from '../db/messages';
import { findAssignmentNote } from '../db/notes';
import { together } from '../db/pool';
import { rows } from '../db/query';
import { findTeammate } from '../db/teammates';
import { recordEmailRefused, recordEmailSent, type EmailFate } from '../transactions/record-email';
import { z } from 'zod';
import type { EmailInput, EmailResult } from './contract';
import type { Dependencies } from './dependencies';
import { failure } from './failure';
import { summariseHandoff } from './summarise-handoff';

const QUOTED_MESSAGES = 12;

/**
 * Emails the assignee a link to the conversation. Retrying is safe: handoff and assignee are the idempotency key, and the
 * bytes are stored at the first attempt.
 * @throws `provider_unavailable` (retried)
 */
export async function emailTeammate(dependencies: Dependencies, input: EmailInput): Promise<EmailResult> {
  const { db, email, timings } = dependencies;
  const [handoff, steps, rendered] = await together(db, (one) =>
    Promise.all([
      findHandoff(one, input.handoffId),
      listSteps(one, input.handoffId),
      findEmail(one, emailKey(input.handoffId, input.teammateId)),
    ]),
  );
  if (handoff === null) throw failure('not_found', { retryable: false });
  const step = steps.find(({ kind, teammateId }) => kind === 'email' && teammateId === input.teammateId);
  if (step?.state === 'done') return { kind: 'sent' };
  if (step?.state !== 'pending') return { kind: 'skipped' };
  const mail = rendered ?? (await render(dependencies, handoff, input.teammateId));
  const [stored] = await together(db, (one) => Promise.all([storeRendered(one, mail), countAttempt(one, step)]));
  // After this, Resend no longer knows the key: another try could be a second mail.
  if (stored.ageMs > timings.mail) return refused(dependencies, stored, 'gave_up');
  const result = await email.send(
    { to: stored.recipient, subject: stored.subject, html: stored.html, text: stored.body },
    stored.key,
  );
  switch (result.kind) {
    case 'accepted':
      return resultOf(await recordEmailSent(db, stored, result.id));
    case 'retry':
      throw failure('provider_unavailable', { retryable: true, nextRetryMs: result.afterMs });
    case 'rejected':
      return refused(dependencies, stored, result.code);
  }
}

async function refused({ db, log }: Dependencies, email: Email, code: string): Promise<EmailResult> {
  log.warn({ handoffId: email.handoffId, teammateId: email.teammateId, code }, 'handoff e-mail refused');
  return { ...resultOf(await recordEmailRefused(db, email, code)), error: code };
}

/** The wake stays here: this very workflow goes on with the next person. */
function resultOf(fate: EmailFate): EmailResult {
  return fate.kind === 'moved' ? { kind: 'moved', teammateId: fate.teammateId } : { kind: fate.kind };
}

const Customer = z.object({
  name: z.string().nullable(),
  username: z.string().nullable(),
  phone: z.string().nullable(),
});

async function render(dependencies: Dependencies, handoff: Handoff, teammateId: string): Promise<RenderedEmail> {
  const { db, business, linkTo } = dependencies;
  const [teammate, messages, note, customers] = await together(db, (one) =>
    Promise.all([
      findTeammate(one, teammateId),
      recentMessages(one, handoff.conversationId, QUOTED_MESSAGES),
      findAssignmentNote(one, { handoffId: handoff.id, assigneeId: teammateId }),
      rows(
        one,
        Customer,
        'select c.name, c.username, c.phone from customer c join conversation v on v.customer_id = c.id where v.id = $1',
        [handoff.conversationId],
      ),
    ]),
  );
  if (teammate === null) throw failure('not_found', { retryable: false });
  const summary = await summariseHandoff(dependencies, handoff, teammate);
  const customer = customers[0];
  const { subject, html, text } = renderHandoffEmail({
    business: business.name,
    teammateName: teammate.name,
    customerName: customer?.name ?? customer?.username ?? customer?.phone ?? '',
    reason: handoff.reason,
    reasonText: null,
    evidence: handoff.evidence,
    summary,
    note,
    messages: messages.map(({ author, text, kind, createdAt }) => ({
      author,
      text: text ?? `[${kind}]`,
      at: createdAt,
    })),
    link: linkTo(handoff.conversationId),
    openedAt: handoff.openedAt,
    ...(teammate.timeZone === null ? {} : { timeZone: teammate.timeZone }),
  });
  return { handoffId: handoff.id, teammateId, recipient: teammate.email, subject, html, body: text };
}
