import type { Handoff } from '../../api/contract/conversation';
import { timeOfDay } from './time-words';

export type StepName = keyof Handoff['steps'];
type Step = Handoff['steps'][StepName];

export const STEP_NAMES: Record<StepName, string> = { assign: 'Assigned', email: 'E-mail', reassure: 'Customer told' };

const SKIPPED: Record<string, string> = {
  taken_over: 'not needed: a teammate took over',
  answered: 'not needed: a person had answered',
  resolved: 'not needed: it was resolved',
  blocked: 'not needed: the customer was blocked',
};

/** How one of a handoff's three steps stands: "to Ana Torres, 10:02". */
export function stepInWords(
  name: StepName,
  { state, at, attempts, error }: Step,
  assignee: Handoff['assignee'],
): string {
  const time = at === null ? '' : `, ${timeOfDay(at)}`;
  switch (state) {
    case 'done':
      return name === 'reassure' ? (at === null ? 'done' : timeOfDay(at)) : `to ${assignee.name}${time}`;
    case 'pending':
      return attempts > 1 ? `on its way, try ${attempts}` : 'on its way';
    case 'failed':
      return `failed${time}${error === null ? '' : ` (${error.replaceAll('_', ' ')})`}`;
    case 'skipped':
      return SKIPPED[error ?? ''] ?? `skipped${error === null ? '' : `: ${error.replaceAll('_', ' ')}`}`;
  }
}
