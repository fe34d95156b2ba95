import type { ProblemCode } from '../../api/contract/problem';
import { Refused } from '../server/problem';

/** Refusals that are about one field, though the API does not name it. */
const FIELD_OF: Partial<Record<ProblemCode, string>> = { email_taken: 'email', owner_must_stay: 'role' };

/**
 * What a refusal says about single fields, by the API's names for them; `rest` is the refusal itself when it is about none
 * of `fields`, and null otherwise.
 */
export function fieldErrors<Field extends string>(
  error: unknown,
  fields: readonly Field[],
): { at: Partial<Record<Field, string>>; rest: unknown } {
  if (!(error instanceof Refused)) return { at: {}, rest: error };
  const own = FIELD_OF[error.code];
  const errors = own === undefined ? error.errors : [{ field: own, message: error.message }];
  const at: Partial<Record<Field, string>> = {};
  for (const field of fields) {
    const found = errors.find((one) => one.field === field);
    if (found !== undefined) at[field] = inWords(found.message);
  }
  return { at, rest: Object.keys(at).length === 0 ? error : null };
}

/** The API's checks speak of types and sizes where a person wants to know what is missing. */
function inWords(message: string): string {
  if (message.startsWith('Too small')) return 'This is needed';
  if (message.startsWith('Too big')) return 'This is too long';
  return message.charAt(0).toUpperCase() + message.slice(1);
}
