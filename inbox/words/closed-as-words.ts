import type { Why } from '../../api/contract/why';

type ClosedAs = NonNullable<NonNullable<Why['turn']>['closedAs']>;

const WORDS: Record<ClosedAs, string> = {
  spam: 'Taken for advertising',
  automatic_reply: 'Taken for a machine’s automatic reply',
};

/** What a message was taken for that nobody answered; one that this page does not know yet keeps its own name. */
export function closedAsInWords(closedAs: string): string {
  return (WORDS as Partial<Record<string, string>>)[closedAs] ?? `Taken for ${closedAs.replaceAll('_', ' ')}`;
}
