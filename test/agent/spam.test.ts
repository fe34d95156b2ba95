import { closedAs } from '../../agent/closed-as';
import type { HistoryEntry, TurnContext } from '../../agent/contract';
import { isSpam } from '../../agent/spam';
import { readLines } from './read-lines';
import { turn } from './turn';

const lines = readLines<{ language: string; text: string; isSpam: boolean }>(`${__dirname}/data/advertisements.jsonl`);

test('typical advertisements, lures and loan offers in ten languages are closed', () => {
  const spam = lines.filter((line) => line.isSpam);
  expect(new Set(spam.map(({ language }) => language)).size).toBe(10);
  expect(spam.filter(({ text }) => !isSpam([text], []))).toEqual([]);
});

test('no customer with a link, a phone number, a prize or a question about such a message is closed', () => {
  const people = lines.filter((line) => !line.isSpam);
  expect(people.length).toBeGreaterThanOrEqual(30);
  expect(people.filter(({ text }) => isSpam([text], []))).toEqual([]);
});

test('one text with a link that comes again and again is spam; a question that does is a customer who waits', () => {
  const pitch = 'New lamps, newest models, best prices of the town, look here: https://lamps-mega.shop/now';
  expect(
    isSpam(
      [pitch],
      Array.from({ length: 3 }, () => pitch),
    ),
  ).toBe(false);
  expect(
    isSpam(
      [pitch],
      Array.from({ length: 4 }, () => pitch),
    ),
  ).toBe(true);
  expect(
    isSpam(
      Array.from({ length: 5 }, () => pitch),
      [],
    ),
  ).toBe(true);
  const question = 'Is this lamp still to be had in black? https://casaluma.example/p/114 Could you please tell me?';
  expect(
    isSpam(
      [question],
      Array.from({ length: 9 }, () => question),
    ),
  ).toBe(false);
  expect(
    isSpam(
      ['hello'],
      Array.from({ length: 9 }, () => 'hello'),
    ),
  ).toBe(false);
});

test('a customer whom a teammate has dealt with, or has said to be a person, is never closed', () => {
  const text = 'You have won! Claim your prize at https://win.example';
  const decided = (rest: Partial<TurnContext>) => closedAs(turn(text, rest));
  const episode: HistoryEntry = { role: 'episode', teammate: 'Ana', reason: 'upset', outcome: null, messages: [] };
  expect(decided({})).toBe('spam');
  expect(decided({ isKnownPerson: true })).toBeNull();
  expect(decided({ history: [episode] })).toBeNull();
});
