import { isSameDay, moment, timeOfDay } from '../words/time-words';

const HOUR_MS = 60 * 60 * 1000;
const MORNING_HOUR = 9;

/** Usual ends of somebody's time on call, in the time of this device. */
export function usualEnds(now: Date): { words: string; at: string }[] {
  const morningIn = (days: number) => {
    const at = new Date(now);
    at.setDate(at.getDate() + days);
    at.setHours(MORNING_HOUR, 0, 0, 0);
    return at.toISOString();
  };
  const daysToMonday = (8 - now.getDay()) % 7 || 7;
  return [
    { words: 'In 8 hours', at: new Date(now.getTime() + 8 * HOUR_MS).toISOString() },
    { words: 'Tomorrow at 9:00', at: morningIn(1) },
    ...(daysToMonday === 1 ? [] : [{ words: 'Monday at 9:00', at: morningIn(daysToMonday) }]),
  ];
}

/** When it ends, as one says it: "tomorrow at 09:00". */
export function endInWords(iso: string, now: Date): string {
  const tomorrow = new Date(now.getTime() + 24 * HOUR_MS);
  const at = new Date(iso);
  if (isSameDay(at, now)) return `today at ${timeOfDay(iso)}`;
  if (isSameDay(at, tomorrow)) return `tomorrow at ${timeOfDay(iso)}`;
  return moment(iso);
}

/** A moment as a field of type `datetime-local` holds it: this device's time, to the minute. Empty for none. */
export function toField(iso: string | null): string {
  if (iso === null) return '';
  const at = new Date(iso);
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

/** The moment that such a field names, ISO 8601 in UTC; null when it is empty. */
export function momentOf(field: string): string | null {
  return field === '' ? null : new Date(field).toISOString();
}
