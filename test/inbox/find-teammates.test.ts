import type { Teammate } from '../../api/contract/teammate';
import { findTeammates } from '../../inbox/conversation/find-teammates';

const TEAM = [
  { name: 'Ana Torres', email: 'ana@casaluma.example' },
  { name: 'José Álvarez', email: 'jose@casaluma.example' },
  { name: 'Anatole Torres', email: 'support@casaluma.example' },
] as Teammate[];
const found = (find: string) => findTeammates(TEAM, find).map(({ name }) => name);

test('whoever has every word in their name or address is found, in any order and case', () => {
  expect(found('torres ANA')).toEqual(['Ana Torres', 'Anatole Torres']);
  expect(found('torres support')).toEqual(['Anatole Torres']);
  expect(found('ana jose')).toEqual([]);
});

test('accents need not be typed', () => {
  expect(found('jose alvarez')).toEqual(['José Álvarez']);
});

test('nothing typed finds everybody', () => {
  expect(found('  ')).toHaveLength(TEAM.length);
});
