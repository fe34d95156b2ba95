import { randomInt } from 'node:crypto';

/** A customer nobody has heard of yet. */
export function newCustomer(name = 'Ana Customer'): { waId: string; name: string } {
  return { waId: `3519${String(randomInt(1e8)).padStart(8, '0')}`, name };
}
