import type { Tokens } from './decision-model';

export const NO_TOKENS: Tokens = { input: 0, output: 0 };

/** What several calls cost together. */
export function sumOf(...calls: readonly Tokens[]): Tokens {
  return {
    input: calls.reduce((sum, { input }) => sum + input, 0),
    output: calls.reduce((sum, { output }) => sum + output, 0),
  };
}
