import { writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Trained } from '../domain/language/linear-scorer';
import { fitLogistic, type Example } from './fit-logistic';

const LANGUAGE = path.join(__dirname, '..', 'domain', 'language');

/**
 * Fits a scorer to `examples` and writes it to `file` of `domain/language`, its weights as single bytes. `sources` names where
 * the messages came from, with their licences. Deterministic. Returns what it did in a sentence.
 */
export function writeWeights(file: string, examples: readonly Example[], space: number, sources: string): string {
  const { bias, weights } = fitLogistic(examples, space);
  const step = weights.reduce((most, weight) => Math.max(most, Math.abs(weight)), 0) / 127;
  const rounded = Int8Array.from(weights, (weight) => Math.round(weight / step));
  const made = `npm run eval -- --train, over ${examples.length} messages: ${sources}`;
  const trained: Trained = { made, bias, step, weights: Buffer.from(rounded.buffer).toString('base64') };
  const to = path.join(LANGUAGE, file);
  writeFileSync(to, `${JSON.stringify(trained, null, 2)}\n`);
  return `Trained on ${examples.length} messages: ${to}`;
}
