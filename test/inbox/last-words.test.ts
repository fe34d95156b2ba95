import type { Conversation } from '../../api/contract/conversation';
import { lastWords } from '../../inbox/conversations/last-words';
import { summaryLines } from '../../inbox/words/summary-lines';

const SUMMARY = 'Quiere: “¿Dónde está: mi *lámpara*?”\nIntentado: aún sin respuesta';

function rowOf(author: string, handler: 'ai' | 'teammate', summary: string | null = SUMMARY): string {
  const conversation = {
    lastMessage: { author, teammateId: null, kind: 'text', text: 'Somebody will answer you soon.' },
    handler: { kind: handler },
    handoff: summary === null ? null : { summary },
  };
  const { saidBy, words } = lastWords(conversation as unknown as Conversation, () => 'Ana');
  return saidBy === null ? words : `${saidBy}: ${words}`;
}

test('a customer who waits is listed with what they want, not with the reassurance that every one gets', () => {
  expect(rowOf('ai', 'teammate')).toBe('“¿Dónde está: mi lámpara?”');
});

test('whoever else spoke last, and whatever the AI says by itself, is listed as said', () => {
  expect(rowOf('customer', 'teammate')).toBe('Somebody will answer you soon.');
  expect(rowOf('teammate', 'teammate')).toBe('Ana: Somebody will answer you soon.');
  expect(rowOf('ai', 'ai')).toBe('AI: Somebody will answer you soon.');
  expect(rowOf('ai', 'teammate', null)).toBe('AI: Somebody will answer you soon.');
});

test('a summary that is laid out in another way is shown as it is, with nothing left out', () => {
  expect(summaryLines(SUMMARY)?.map(({ name }) => name)).toEqual(['Quiere', 'Intentado']);
  expect(summaryLines('Wants: a lamp\nand says so at length')).toBeNull();
  expect(summaryLines('“No: never”')).toBeNull();
});
