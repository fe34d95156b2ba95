import { gatherChanges } from '../../inbox/server/gather-changes';
import { eventually } from '../support/eventually';

/** Readings whose answers a test gives by itself. */
function heldReadings() {
  const begun: { id: string; answer: (isRead: boolean) => void }[] = [];
  const { add, stop } = gatherChanges(
    (id) => new Promise<boolean>((resolve) => begun.push({ id, answer: (isRead) => resolve(isRead) })),
  );
  /** Resolves once these have been begun, and no others. */
  const untilBegun = (...ids: string[]) => eventually(() => expect(begun.map(({ id }) => id)).toEqual(ids));
  return { begun, add, stop, untilBegun };
}

test('what changes while it is read is read once more, after that: an older answer never comes last', async () => {
  const { begun, add, untilBegun } = heldReadings();
  add('c1');
  add('c1');
  await untilBegun('c1');
  add('c1');
  add('c2');
  await untilBegun('c1', 'c2');
  begun[0]?.answer(true);
  await untilBegun('c1', 'c2', 'c1');
  // Nothing changed since: this one is the last.
  begun[2]?.answer(true);
  add('c3');
  await untilBegun('c1', 'c2', 'c1', 'c3');
});

test('a change that no answer came for is read again until one comes', async () => {
  const { begun, add, untilBegun } = heldReadings();
  add('c1');
  await untilBegun('c1');
  begun[0]?.answer(false);
  await untilBegun('c1', 'c1');
});

test.each([true, false])(
  'nothing is read after the page was left (what was under way answered: %s)',
  async (isRead) => {
    const [left, other] = [heldReadings(), heldReadings()];
    for (const page of [left, other]) {
      page.add('c1');
      await page.untilBegun('c1');
      if (isRead) page.add('c1');
    }
    left.stop();
    left.begun[0]?.answer(isRead);
    await new Promise(setImmediate);
    // Its time comes after that of what waits on the page that was left.
    other.begun[0]?.answer(isRead);
    await other.untilBegun('c1', 'c1');
    await left.untilBegun('c1');
  },
);
