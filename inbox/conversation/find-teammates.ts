import type { Teammate } from '../../api/contract/teammate';
import { fold } from '../words/fold';

/** The teammates whose name or address holds every one of the words, whatever their case and accents. */
export function findTeammates(teammates: readonly Teammate[], find: string): readonly Teammate[] {
  const words = fold(find).split(/\s+/u).filter(Boolean);
  return teammates.filter(({ name, email }) => words.every((word) => fold(`${name}\n${email}`).includes(word)));
}
