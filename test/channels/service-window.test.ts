import { isServiceWindowOpen, serviceWindowEndsAt } from '../../domain/service-window';

const wroteAt = new Date('2026-11-25T10:00:00Z');
const endsAt = new Date('2026-11-26T10:00:00Z');

test('free-form text may be sent for 24 hours after the last message of the customer', () => {
  expect(serviceWindowEndsAt(wroteAt)).toEqual(endsAt);
  expect(isServiceWindowOpen(wroteAt, new Date(endsAt.getTime() - 1))).toBe(true);
  expect(isServiceWindowOpen(wroteAt, endsAt)).toBe(false);
});

test('a margin closes the window earlier, so that a slow send does not miss it', () => {
  expect(isServiceWindowOpen(wroteAt, new Date(endsAt.getTime() - 60_000), 60_000)).toBe(false);
  expect(isServiceWindowOpen(wroteAt, new Date(endsAt.getTime() - 60_001), 60_000)).toBe(true);
});

test('nobody may be written to who never wrote', () => {
  expect(isServiceWindowOpen(null, wroteAt)).toBe(false);
});
