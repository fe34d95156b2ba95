import type { Teammate as Row } from '../db/teammates';
import type { Me } from './contract/sign-in';
import type { Teammate } from './contract/teammate';

export function presentTeammate(teammate: Row): Teammate {
  const { id, name, email, role, isLastResort, timeZone, language, publicName } = teammate;
  return { id, name, email, role, isLastResort, timeZone, language, publicName };
}

export function presentMe({ teammate, via }: { teammate: Row; via: Me['via'] }): Me {
  return { ...presentTeammate(teammate), via };
}
