import type { ConversationEvent } from '../../api/contract/conversation';
import { closedAsInWords } from './closed-as-words';
import { REASON_WORDS } from './reason-words';
import { moment } from './time-words';

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
    case 'message_arrived':
      return `${name('teammateId')} said that it arrived`;
    case 'message_sent_again':
      return `${name('teammateId')} sent it again`;
    case 'answer_owed':
      return `${name('teammateId')} promised an answer (due ${moment(stringOf(data['until']) ?? '')})`;
    case 'owed_answer_done':
      return `${name('teammateId')} said that no answer is owed any more`;
    case 'customer_blocked':
      return `${name('teammateId')} blocked this customer${typeof data['reason'] === 'string' ? `: ${data['reason']}` : ''}`;
    case 'customer_unblocked':
      return `${name('teammateId')} unblocked this customer`;
    case 'blocked_message_closed':
      return 'Stored and closed: the customer was blocked';
    case 'turn_decided':
      return `${closedAsInWords(stringOf(data['closedAs']) ?? '')}, so nobody answers`;
    case 'closing_undone':
      return `${name('teammateId')} said that a person wrote this`;
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
