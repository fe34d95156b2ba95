import { z } from 'zod';
import { changeHandler, lockConversation } from '../db/conversations';
import { recordEvent } from '../db/events';
import { transaction, type Database, type Transaction } from '../db/pool';
import { Id, maybeRow, rows, run } from '../db/query';
import { endSessions } from '../db/sessions';
import { endSignIns } from '../db/sign-ins';
import { writeSetting } from '../db/settings';
import { loadRoster, readHandoffSettings, readOnCall } from '../db/teammates';
import { DEFAULT_HANDOFF_SETTINGS } from '../domain/handoff-settings';
import { pickAssignee } from '../domain/pick-assignee';
import { Refusal } from '../domain/refusal';
import { wake, type Wake } from '../domain/wake';
import { assignTo } from './hold';

/**
 * Deactivates a teammate: their sessions, sign-in links and keys end, settings that name them fall back to the owner, and each of their open
 * conversations goes to whom the settings choose, who is mailed. Returns what to ring. Doing it again changes nothing.
 * @throws Refusal `not_found`; `owner_must_stay` for the last resort, because a handoff always has an assignee.
 */
export async function removeTeammate(db: Database, id: string): Promise<Wake[]> {
  return transaction(db, async (tx) => {
    await oneAtATime(tx);
    if (!(await deactivate(tx, id))) return [];
    await forgetInSettings(tx, id);
    const held = await rows(tx, Id, 'select id from conversation where assignee_id = $1 order by id', [id]);
    const wakes: Wake[] = [];
    for (const conversation of held) {
      const woken = await passOn(tx, conversation.id, id);
      if (woken !== null) wakes.push(woken);
    }
    return wakes;
  });
}

/** Each locks its teammate and then looks at all the others: of several at once, all but one would be deadlocked. */
async function oneAtATime(tx: Transaction): Promise<void> {
  await run(tx, `select pg_advisory_xact_lock(hashtextextended('remove-teammate', 0))`);
}

/** Locks the row against new handoffs to them; false when they had left before. */
async function deactivate(tx: Transaction, id: string): Promise<boolean> {
  const teammate = await maybeRow(
    tx,
    z.object({ isLastResort: z.boolean(), active: z.boolean() }),
    'select last_resort as "isLastResort", active from teammate where id = $1 for update',
    [id],
  );
  if (teammate === null) throw new Refusal('not_found', 'There is no teammate with this id.');
  if (teammate.isLastResort)
    throw new Refusal('owner_must_stay', 'The last resort of every handoff cannot be removed: name another first.');
  if (!teammate.active) return false;
  await run(tx, 'update teammate set active = false where id = $1', [id]);
  await run(tx, 'update api_key set revoked_at = now() where teammate_id = $1 and revoked_at is null', [id]);
  await endSignIns(tx, id);
  await endSessions(tx, id);
  return true;
}

async function forgetInSettings(tx: Transaction, id: string): Promise<void> {
  const settings = await readHandoffSettings(tx);
  if (settings.policy.kind === 'fixed' && settings.policy.teammateId === id)
    await writeSetting(tx, 'handoff', { ...settings, policy: DEFAULT_HANDOFF_SETTINGS.policy });
  if ((await readOnCall(tx)).teammateId === id) await writeSetting(tx, 'on_call', { teammateId: null, until: null });
}

async function passOn(tx: Transaction, conversationId: string, leavingId: string): Promise<Wake | null> {
  const conversation = await lockConversation(tx, conversationId);
  if (conversation?.assigneeId !== leavingId || conversation.handoffId === null) return null;
  const { handoffId } = conversation;
  const next = pickAssignee((await readHandoffSettings(tx)).policy, await loadRoster(tx), new Date());
  await assignTo(tx, handoffId, next.id, 'pending');
  const changed = await changeHandler(tx, conversation, {
    handler: 'teammate',
    handoffId,
    assigneeId: next.id,
    holderId: null,
    waitingSince: conversation.waitingSince,
  });
  await recordEvent(tx, conversation.id, { kind: 'assigned', handoffId, assigneeId: next.id, why: 'teammate_left' });
  return wake('assign', changed, { handoffId });
}
