import { TbAlertTriangle, TbCheck, TbCircleDashed, TbMinus } from 'react-icons/tb';
import type { Handoff } from '../../api/contract/conversation';
import { stepInWords, STEP_NAMES, type StepName } from '../words/step-words';
import { moment } from '../words/time-words';
import classes from './handoff-steps.module.css';

type Step = Handoff['steps'][StepName];

const STATE_ICONS = { done: TbCheck, pending: TbCircleDashed, failed: TbAlertTriangle, skipped: TbMinus };
const STATE_WORDS: Record<Step['state'], string> = {
  done: 'done',
  pending: 'on its way',
  failed: 'failed',
  skipped: 'not needed',
};
const STEPS: readonly StepName[] = ['assign', 'email', 'reassure'];

/** Whether the three steps were done, each in words. */
export function HandoffSteps({ handoff }: { handoff: Handoff }) {
  return (
    <ul className={classes['steps']}>
      {STEPS.map((name) => {
        const step = handoff.steps[name];
        const StateIcon = STATE_ICONS[step.state];
        return (
          <li key={name} data-state={step.state} title={step.at === null ? undefined : moment(step.at)}>
            <StateIcon size={15} aria-hidden />
            <span>
              <strong>{STEP_NAMES[name]}</strong> {stepInWords(name, step, handoff.assignee)}
            </span>
          </li>
        );
      })}
    </ul>
  );
}

/** The same at a glance: three ticks, or what is in a tick's place. */
export function HandoffTicks({ steps }: Pick<Handoff, 'steps'>) {
  return (
    <span className={classes['ticks']}>
      {STEPS.map((name) => {
        const { state } = steps[name];
        const StateIcon = STATE_ICONS[state];
        const words = `${STEP_NAMES[name]}: ${STATE_WORDS[state]}`;
        return (
          <span key={name} data-state={state} title={words}>
            <StateIcon size={15} strokeWidth={2.4} aria-hidden />
            <span className="unseen">, {words}</span>
          </span>
        );
      })}
    </span>
  );
}
