import {
  condition,
  continueAsNew,
  defineSignal,
  proxyActivities,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow';
import type { BareActivities } from './worker-main';

/** `round` activities one after the other are asked for. */
export const ask = defineSignal<[{ id: number; rounds: number }]>('ask');

const { noted } = proxyActivities<BareActivities>({ startToCloseTimeout: '10s' });

/** The least a durable conversation can be: a signal, an activity that does nothing, for ever. */
export async function bare(): Promise<void> {
  const asked: { id: number; rounds: number }[] = [];
  setHandler(ask, (question) => void asked.push(question));
  while (!workflowInfo().continueAsNewSuggested || asked.length > 0) {
    await condition(() => asked.length > 0);
    const question = asked.shift();
    for (let round = 0; round < (question?.rounds ?? 0); round++) await noted(question?.id ?? 0);
  }
  await continueAsNew();
}
