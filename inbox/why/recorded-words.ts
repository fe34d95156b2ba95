import type { ConversationEvent } from '../../api/contract/conversation';
import { closedAsInWords } from '../words/closed-as-words';
import { eventInWords } from '../words/event-words';
import { STEP_NAMES, type StepName } from '../words/step-words';

const DECISIONS: Record<string, string> = {
  reply: 'The AI decided to answer',
  handoff: 'The AI decided to hand over',
  closing: 'The AI decided that no answer is needed',
};

/** One line of the record: what the history tells, and what only this record does. */
export function recordedInWords(event: ConversationEvent, nameOf: (teammateId: string | null) => string): string {
  const { kind, data } = event;
  const text = (field: string) => (typeof data[field] === 'string' ? data[field].replaceAll('_', ' ') : '');
  switch (kind) {
    case 'turn_decided':
      if (typeof data['closedAs'] === 'string') return closedAsInWords(data['closedAs']);
      return DECISIONS[text('decision')] ?? 'The AI decided';
    case 'step_settled': {
      const name = STEP_NAMES[text('step') as StepName] as string | undefined;
      const error = text('error');
      return `${name ?? text('step')}: ${text('state')}${error === '' ? '' : ` (${error})`}`;
    }
    case 'message_failed':
      return `Not delivered: ${text('error')}`;
    case 'message_edited':
      return `Edited; before: ${typeof data['before'] === 'string' ? data['before'] : 'no words'}`;
    default:
      return eventInWords(event, nameOf);
  }
}
