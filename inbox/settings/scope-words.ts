import type { Scope } from '../server/api-keys';

/** What a key may do. */
export const SCOPE_WORDS: Record<Scope, { name: string; text: string }> = {
  read: { name: 'read', text: 'See conversations, the team, articles and settings.' },
  write: { name: 'write', text: 'Answer customers, take over, assign, resolve.' },
  manage: { name: 'manage', text: 'Change the team, settings, articles and keys. Only for a key of an owner.' },
};
