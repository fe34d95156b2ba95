const HOUR = 9;

/** Nine in the morning of the next day, as the clocks of a time zone show it; null stands for this device's zone. */
export function tomorrowAtNine(now: Date, timeZone: string | null): Date {
  const today = partsIn(now, timeZone);
  const wanted = Date.UTC(today.year, today.month - 1, today.day + 1, HOUR);
  // What the zone is off by changes with the season: once for a guess, and once at the guess itself.
  const guess = wanted - offsetMs(new Date(wanted), timeZone);
  return new Date(wanted - offsetMs(new Date(guess), timeZone));
}

/** How far a zone's clocks are ahead of UTC at a moment. */
function offsetMs(at: Date, timeZone: string | null): number {
  const { year, month, day, hour, minute } = partsIn(at, timeZone);
  return Date.UTC(year, month - 1, day, hour, minute) - Math.floor(at.getTime() / 60_000) * 60_000;
}

function partsIn(at: Date, timeZone: string | null) {
  const parts = new Intl.DateTimeFormat('en', {
    ...(timeZone === null ? {} : { timeZone }),
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
  }).formatToParts(at);
  const numberOf = (name: Intl.DateTimeFormatPartTypes) => Number(parts.find(({ type }) => type === name)?.value);
  return {
    year: numberOf('year'),
    month: numberOf('month'),
    day: numberOf('day'),
    hour: numberOf('hour'),
    minute: numberOf('minute'),
  };
}
