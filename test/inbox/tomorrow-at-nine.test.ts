import { tomorrowAtNine } from '../../inbox/owed/tomorrow-at-nine';

test.each([
  ['2026-11-26T10:00:00Z', 'Europe/Madrid', '2026-11-27T08:00:00.000Z'],
  ['2026-11-26T23:30:00Z', 'Europe/Madrid', '2026-11-28T08:00:00.000Z'],
  ['2026-11-26T02:00:00Z', 'America/Los_Angeles', '2026-11-26T17:00:00.000Z'],
  ['2026-11-26T10:00:00Z', 'Asia/Kolkata', '2026-11-27T03:30:00.000Z'],
  ['2026-12-31T20:00:00Z', 'UTC', '2027-01-01T09:00:00.000Z'],
])('seen at %s in %s it is %s', (now, zone, expected) => {
  expect(tomorrowAtNine(new Date(now), zone).toISOString()).toBe(expected);
});

test.each([
  ['2026-03-28T12:00:00Z', 'the clocks go forward', '2026-03-29T07:00:00.000Z'],
  ['2026-10-24T12:00:00Z', 'the clocks go back', '2026-10-25T08:00:00.000Z'],
])('the day after %s, when %s, it is nine by the new time', (now, _what, expected) => {
  expect(tomorrowAtNine(new Date(now), 'Europe/Madrid').toISOString()).toBe(expected);
});
