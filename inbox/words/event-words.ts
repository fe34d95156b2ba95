import type { ConversationEvent } from '../../api/contract/conversation';
import { REASON_WORDS } from './reason-words';

type NameOf = (teammateId: string | null) => string;

/** What happened, in one sentence. */
export function eventInWords({ kind, data }: ConversationEvent, nameOf: NameOf): string {
  const name = (field: string) => nameOf(stringOf(data[field]));
  switch (kind) {
    case 'handoff_opened': {
      const reason = stringOf(data['reason']) as keyof typeof REASON_WORDS | null;
      return reason === 'taken_over'
        ? `${data['teammateId'] === undefined ? 'Somebody' : name('teammateId')} took over from the AI`
        : `Handed to ${lowerYou(name('assigneeId'))}: ${reason === null ? '' : REASON_WORDS[reason]}`;
    }
    case 'assigned':
      return data['teammateId'] === undefined
        ? `Passed on to ${lowerYou(name('assigneeId'))}`
        : `${name('teammateId')} assigned this to ${lowerYou(name('assigneeId'))}`;
    case 'taken_over':
      return data['teammateId'] === null ? 'Answered on the business’s phone' : `${name('teammateId')} took over`;
    case 'resolved':
      return `${name('teammateId')} resolved this${typeof data['outcome'] === 'string' ? `: ${data['outcome']}` : ''}`;
    case 'customers_merged':
      return 'Two entries of this customer were joined';
    default:
      return kind.replaceAll('_', ' ');
  }
}

function stringOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

function lowerYou(name: string): string {
  return name === 'You' ? 'you' : name;
}
