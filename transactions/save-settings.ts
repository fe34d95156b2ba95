import { transaction, type Database, type Transaction } from '../db/pool';
import { writeSetting } from '../db/settings';
import { findTeammate } from '../db/teammates';
import type { DecisionSettings } from '../domain/decision-settings';
import type { HandoffSettings, OnCall } from '../domain/handoff-settings';
import { Refusal } from '../domain/refusal';

/** @throws Refusal `invalid_request` when the policy names nobody active. */
export async function saveHandoffSettings(db: Database, settings: HandoffSettings): Promise<void> {
  await transaction(db, async (tx) => {
    if (settings.policy.kind === 'fixed') await requireActive(tx, settings.policy.teammateId, 'policy.teammateId');
    await writeSetting(tx, 'handoff', settings);
  });
}

/** @throws Refusal `invalid_request` when it names nobody active. */
export async function saveOnCall(db: Database, onCall: OnCall): Promise<void> {
  await transaction(db, async (tx) => {
    if (onCall.teammateId !== null) await requireActive(tx, onCall.teammateId, 'teammateId');
    await writeSetting(tx, 'on_call', onCall);
  });
}

/** What a turn that has begun goes by stays as it was; the next one goes by these. */
export async function saveDecisionSettings(db: Database, settings: DecisionSettings): Promise<void> {
  await writeSetting(db, 'decision', settings);
}

async function requireActive(tx: Transaction, teammateId: string, field: string): Promise<void> {
  const teammate = await findTeammate(tx, teammateId);
  if (teammate?.active === true) return;
  const message = 'must name an active teammate';
  throw new Refusal('invalid_request', `${field} ${message}.`, { errors: [{ field, message }] });
}
