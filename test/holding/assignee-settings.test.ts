import { randomUUID } from 'node:crypto';
import { findConversation } from '../../db/conversations';
import { writeSetting } from '../../db/settings';
import type { HandoffPolicy, OnCall } from '../../domain/handoff-settings';
import { saveHandoffSettings, saveOnCall } from '../../transactions/save-settings';
import { insertTeammate } from '../support/seed';
import { openShop, type Shop } from './shop';

let shop: Shop;
beforeAll(async () => {
  shop = await openShop();
});
afterAll(() => shop.close());

async function assigneeOfNextHandoff(): Promise<string | null> {
  const id = await shop.handedOff();
  return (await findConversation(shop.db, id))?.assigneeId ?? null;
}

const policy = (chosen: HandoffPolicy) =>
  saveHandoffSettings(shop.db, { policy: chosen, reassurance: null, opensWithName: true });
const onCall = (chosen: OnCall) => saveOnCall(shop.db, chosen);
const inHours = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString();

test('each handoff goes to whom the settings name at that moment', async () => {
  expect(await assigneeOfNextHandoff()).toBe(shop.olivia);
  await policy({ kind: 'fixed', teammateId: shop.ben });
  expect(await assigneeOfNextHandoff()).toBe(shop.ben);
  await policy({ kind: 'on_call' });
  await onCall({ teammateId: shop.cora, until: inHours(1) });
  expect(await assigneeOfNextHandoff()).toBe(shop.cora);
  await onCall({ teammateId: shop.ben, until: null });
  expect(await assigneeOfNextHandoff()).toBe(shop.ben);
  await policy({ kind: 'owner' });
  expect(await assigneeOfNextHandoff()).toBe(shop.olivia);
});

describe('falls back to the owner, so no customer is left without a teammate,', () => {
  test('when nobody is on call', async () => {
    await policy({ kind: 'on_call' });
    await onCall({ teammateId: null, until: null });
    expect(await assigneeOfNextHandoff()).toBe(shop.olivia);
  });

  test('when the person’s time on call is over', async () => {
    await policy({ kind: 'on_call' });
    await onCall({ teammateId: shop.ben, until: inHours(-1) });
    expect(await assigneeOfNextHandoff()).toBe(shop.olivia);
  });

  test.each(['fixed', 'on_call'] as const)('when the person named (%s) has left', async (kind) => {
    const dana = await insertTeammate(shop.db, 'Dana');
    await policy(kind === 'fixed' ? { kind, teammateId: dana } : { kind });
    await onCall({ teammateId: dana, until: null });
    expect(await assigneeOfNextHandoff()).toBe(dana);
    await shop.db.query('update teammate set active = false where id = $1', [dana]);
    expect(await assigneeOfNextHandoff()).toBe(shop.olivia);
  });

  test.each([{ kind: 'round_robin' }, null, 'fixed', { policy: { kind: 'fixed' } }])(
    'when the stored settings cannot be read (%j)',
    async (value) => {
      await writeSetting(shop.db, 'handoff', value);
      expect(await assigneeOfNextHandoff()).toBe(shop.olivia);
    },
  );
});

test('settings that name nobody active are refused', async () => {
  await expect(policy({ kind: 'fixed', teammateId: randomUUID() })).rejects.toMatchObject({ code: 'invalid_request' });
  await expect(onCall({ teammateId: randomUUID(), until: null })).rejects.toMatchObject({ code: 'invalid_request' });
});
