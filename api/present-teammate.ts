import type { Teammate as Row } from '../domain/pick-assignee';
import type { Teammate } from './contract/teammate';

export function presentTeammate({ id, name, email, role }: Row): Teammate {
  return { id, name, email, role };
}
