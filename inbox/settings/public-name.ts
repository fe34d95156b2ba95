import type { Teammate } from '../../api/contract/teammate';

/** What customers are told: the name chosen for them, else the first word of the name. */
export function publicNameOf({ name, publicName }: Pick<Teammate, 'name' | 'publicName'>): string {
  return publicName ?? name.trim().split(/\s+/u)[0] ?? name;
}
