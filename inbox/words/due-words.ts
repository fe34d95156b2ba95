import { isSameDay, lengthInWords, moment, timeOfDay } from './time-words';

const DAY_MS = 24 * 60 * 60 * 1_000;

/** When something is due, as one says it after "by": "16:40", "tomorrow 09:00", "Fri 09:00". */
export function dueInWords(iso: string, now: Date): string {
  const at = new Date(iso);
  const aheadMs = at.getTime() - now.getTime();
  if (isSameDay(at, now)) return timeOfDay(iso);
  if (isSameDay(at, new Date(now.getTime() + DAY_MS))) return `tomorrow ${timeOfDay(iso)}`;
  if (aheadMs > 0 && aheadMs < 6 * DAY_MS)
    return `${at.toLocaleDateString(undefined, { weekday: 'short' })} ${timeOfDay(iso)}`;
  return moment(iso);
}

/** How long something has been overdue: "just now", "12 min". */
export function overdueInWords(iso: string, now: Date): string {
  const length = lengthInWords(now.getTime() - Date.parse(iso));
  return length === 'now' ? 'just now' : `for ${length}`;
}
