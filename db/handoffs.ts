import { z } from 'zod';
import { HANDOFF_REASONS } from '../domain/handoff-reason';
import { maybeRow, row, rows, run } from './query';
import type { Queryable, Transaction } from './pool';

const COLUMNS = `id, conversation_id as "conversationId", reason, evidence, summary, turn_id as "turnId",
  assignee_id as "assigneeId", opened_at as "openedAt", opened_number as "openedNumber",
  first_reply_at as "firstReplyAt", resolved_at as "resolvedAt", outcome`;

const Handoff = z.object({
  id: z.string(),
  conversationId: z.string(),
  reason: z.enum(HANDOFF_REASONS),
  evidence: z.string().nullable(),
  summary: z.string().nullable(),
  turnId: z.string().nullable(),
  assigneeId: z.string(),
  openedAt: z.date(),
  openedNumber: z.number(),
  firstReplyAt: z.date().nullable(),
  resolvedAt: z.date().nullable(),
  outcome: z.string().nullable(),
});

export type Handoff = z.output<typeof Handoff>;

/** Stores an open handoff; a conversation has one at most. */
export async function insertHandoff(
  tx: Transaction,
  handoff: Pick<
    Handoff,
    'id' | 'conversationId' | 'reason' | 'evidence' | 'summary' | 'turnId' | 'assigneeId' | 'openedNumber'
  >,
): Promise<Handoff> {
  return row(
    tx,
    Handoff,
    `insert into handoff (id, conversation_id, reason, evidence, summary, turn_id, assignee_id, opened_number)
      values ($1, $2, $3, $4, $5, $6, $7, $8) returning ${COLUMNS}`,
    [
      handoff.id,
      handoff.conversationId,
      handoff.reason,
      handoff.evidence,
      handoff.summary,
      handoff.turnId,
      handoff.assigneeId,
      handoff.openedNumber,
    ],
  );
}

export async function findHandoff(db: Queryable, id: string): Promise<Handoff | null> {
  return maybeRow(db, Handoff, `select ${COLUMNS} from handoff where id = $1`, [id]);
}

/** The open handoff, else the latest. */
export async function currentHandoff(db: Queryable, conversationId: string): Promise<Handoff | null> {
  return maybeRow(
    db,
    Handoff,
    `select ${COLUMNS} from handoff where conversation_id = $1 order by resolved_at is null desc, opened_at desc limit 1`,
    [conversationId],
  );
}

/** What its assignee needs to know, put anew for whoever is mailed. */
export async function storeSummary(db: Queryable, id: string, summary: string | null): Promise<void> {
  await run(db, 'update handoff set summary = $2 where id = $1', [id, summary]);
}

export type StepKind = 'assign' | 'email' | 'reassure';

const Step = z.object({
  handoffId: z.string(),
  kind: z.enum(['assign', 'email', 'reassure']),
  teammateId: z.string().nullable(),
  state: z.enum(['pending', 'done', 'failed', 'skipped']),
  error: z.string().nullable(),
  attempts: z.number(),
  at: z.date().nullable(),
});

export type Step = z.output<typeof Step>;

/** The steps of one handoff, oldest first. */
export async function listSteps(db: Queryable, handoffId: string): Promise<Step[]> {
  return rows(
    db,
    Step,
    `select handoff_id as "handoffId", kind, teammate_id as "teammateId", state, error, attempts, at
      from handoff_step where handoff_id = $1 order by created_at, kind`,
    [handoffId],
  );
}

/** A step to be stored with its first state. */
export interface NewStep {
  kind: StepKind;
  teammateId: string | null;
  state: 'pending' | 'done' | 'skipped';
  error: string | null;
}

/** Stores a step once; a step that exists stays as it is. */
export async function insertStep(tx: Transaction, handoffId: string, step: NewStep): Promise<void> {
  await run(
    tx,
    `insert into handoff_step (handoff_id, kind, teammate_id, state, error, at)
      values ($1, $2, $3, $4, $5, case when $4 = 'pending' then null else now() end)
      on conflict do nothing`,
    [handoffId, step.kind, step.teammateId, step.state, step.error],
  );
}

/** Counts an attempt at a pending step, so that the watchdog can tell a step between two attempts from one nobody tries. */
export async function countAttempt(
  db: Queryable,
  step: Pick<Step, 'handoffId' | 'kind' | 'teammateId'>,
): Promise<void> {
  await run(
    db,
    `update handoff_step set attempts = attempts + 1, attempted_at = now()
      where handoff_id = $1 and kind = $2 and teammate_id is not distinct from $3 and state = 'pending'`,
    [step.handoffId, step.kind, step.teammateId],
  );
}

/** Settles one pending step; false when it was settled before. */
export async function settleStep(
  db: Queryable,
  step: { handoffId: string; kind: StepKind; teammateId: string | null },
  result: { state: 'done' | 'failed' | 'skipped'; error: string | null },
): Promise<boolean> {
  const touched = await run(
    db,
    `update handoff_step set state = $4, error = $5, at = now(), attempts = greatest(attempts, case when $4 = 'skipped' then 0 else 1 end)
      where handoff_id = $1 and kind = $2 and teammate_id is not distinct from $3 and state = 'pending'`,
    [step.handoffId, step.kind, step.teammateId, result.state, result.error],
  );
  return touched > 0;
}

/** Skips whatever of a handoff has not happened yet, and takes back a reassurance that is not on the wire. */
export async function skipPendingSteps(tx: Transaction, handoffId: string, why: string): Promise<void> {
  await run(
    tx,
    `update message set state = 'suppressed', error = $2
      where handoff_id = $1 and state = 'pending' and purpose in ('reassurance', 'update')`,
    [handoffId, why],
  );
  // A reassurance on the wire settles its own step.
  await run(
    tx,
    `update handoff_step set state = 'skipped', error = $2, at = now() where handoff_id = $1 and state = 'pending'
        and not (kind = 'reassure' and exists
          (select 1 from message where handoff_id = $1 and purpose = 'reassurance' and state in ('sending', 'unconfirmed')))`,
    [handoffId, why],
  );
}
