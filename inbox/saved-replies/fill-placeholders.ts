/** What stands for a name in a saved reply, and what it means to whoever writes one. */
export const PLACEHOLDERS = [
  { sign: '{customer}', words: 'the customer’s first name' },
  { sign: '{me}', words: 'your name as customers read it' },
  { sign: '{business}', words: 'the business' },
] as const;

export interface PlaceholderValues {
  /** Empty when no name is known that one would greet with. */
  customer: string;
  me: string;
  business: string;
}

// A greeting without its name keeps no blank before its comma, and a line without its first word begins anew.
const PLACEHOLDER =
  /(?:(?<start>^[ \t]*)|(?<before>[ \t]*))\{(?<name>customer|me|business)\}(?<after>[,;:!]?[ \t]*)(?<next>\p{Ll})?/gmu;

/** A saved reply in somebody's words. A value is never itself read for placeholders. */
export function fillPlaceholders(text: string, values: PlaceholderValues): string {
  return text
    .replace(PLACEHOLDER, (...found) => {
      const groups = found.at(-1) as Record<'start' | 'before' | 'name' | 'after' | 'next', string | undefined>;
      const { start, before = '', name = '', after = '', next = '' } = groups;
      const value = values[name as keyof PlaceholderValues];
      if (value !== '') return (start ?? before) + value + after + next;
      return start === undefined ? after + next : start + next.toUpperCase();
    })
    .trim();
}

const LONGEST_NAME = 40;

/** The name to greet a customer with: a first word that is one, whatever people put into their profiles; else empty. */
export function firstNameOf(name: string | null): string {
  const first = (name ?? '')
    // What cannot be seen may turn the text around it.
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ')
    .trim()
    .split(/\s+/u)[0];
  if (first === undefined || first.length > LONGEST_NAME) return '';
  return /^[\p{L}\p{M}'’.-]+$/u.test(first) ? first : '';
}
