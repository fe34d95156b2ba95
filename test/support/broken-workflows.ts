/** A release gone wrong: the conversation's code fails in every task, whatever it is rung for. */
export function conversation(): Promise<void> {
  throw new Error('a bug');
}

export { rescue } from '../../workflows/rescue';
