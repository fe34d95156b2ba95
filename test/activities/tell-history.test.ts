import { tellHistory } from '../../activities/tell-history';
import type { Episode } from '../../db/turns';

const said = (
  number: number,
  author: 'customer' | 'ai' | 'teammate' | 'business_phone',
  text: string | null = author,
) => ({
  number,
  author,
  text,
});

const episode = (openedNumber: number, lastNumber: number, rest: Partial<Episode> = {}): Episode => ({
  id: `episode-${openedNumber}`,
  reason: 'upset',
  outcome: null,
  name: 'Olivia Owner',
  publicName: null,
  openedNumber,
  lastNumber,
  openedAt: new Date('2026-03-01T10:00:00Z'),
  resolvedAt: new Date('2026-03-01T11:30:00Z'),
  ...rest,
});

test('a human stretch is one entry at its place, with who, why, from when until when and what came of it', () => {
  const messages = [said(1, 'customer'), said(2, 'ai'), said(3, 'teammate'), said(4, 'customer'), said(5, 'ai')];
  expect(tellHistory(messages, [episode(1, 4, { outcome: 'Sent a new lamp' })])).toEqual([
    { role: 'customer', text: 'customer' },
    {
      role: 'episode',
      teammate: 'Olivia',
      reason: 'upset',
      outcome: 'Sent a new lamp',
      span: { from: '2026-03-01T10:00:00.000Z', to: '2026-03-01T11:30:00.000Z' },
      messages: [
        { author: 'ai', text: 'ai' },
        { author: 'teammate', text: 'teammate' },
        { author: 'customer', text: 'customer' },
      ],
    },
    { role: 'ai', text: 'ai' },
  ]);
});

test('an agent is told the name that customers are told, never a teammate’s whole one', () => {
  const entries = tellHistory([], [episode(1, 1), episode(2, 2, { publicName: 'Liv' })]);
  expect(entries.map((entry) => 'teammate' in entry && entry.teammate)).toEqual(['Olivia', 'Liv']);
});

test('a stretch in which nobody wrote stands where it happened, not after what the AI said since', () => {
  const roles = tellHistory([said(1, 'customer'), said(2, 'customer'), said(3, 'ai')], [episode(1, 1)]);
  expect(roles.map(({ role }) => role)).toEqual(['customer', 'episode', 'customer', 'ai']);
  expect(tellHistory([said(1, 'customer')], [episode(1, 1)]).map(({ role }) => role)).toEqual(['customer', 'episode']);
});

test('a stretch whose messages lie too far back comes first, not last', () => {
  const roles = tellHistory([said(51, 'customer'), said(52, 'ai')], [episode(3, 9)]).map(({ role }) => role);
  expect(roles).toEqual(['episode', 'customer', 'ai']);
});

test('what a person wrote is never the AI’s own word, also where no resolve ended the stretch', () => {
  const messages = [said(1, 'teammate'), said(2, 'business_phone'), said(3, 'ai'), said(4, 'customer', null)];
  expect(tellHistory(messages, []).map(({ role }) => role)).toEqual(['teammate', 'teammate', 'ai']);
});
