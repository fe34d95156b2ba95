import path from 'node:path';
import { readCases, type Case } from './read-cases';

/**
 * What a customer writes back. Of kind `accepts`, `declines` or `other` it follows an offered teammate, of kind `no_help` or `fine`
 * an answer; label 1 are those of kind `accepts` and `no_help`.
 */
export type FollowUp = Case;

/** What weights are trained on, or what is only counted. */
export type Part = 'training' | 'reported';

export const readFollowUps = (dir: string, part: Part): FollowUp[] => readPart(dir, 'follow-ups', part);

/** Lines of the AI: those of label 1 offer a person and leave it to the customer. */
export const readOffers = (dir: string, part: Part): Case[] => readPart(dir, 'offers', part);

function readPart(dir: string, name: string, part: Part): Case[] {
  return readCases(path.join(dir, part === 'training' ? `${name}-training.jsonl` : `${name}.jsonl`)).lines;
}

export const isAfterOffer = ({ kind }: FollowUp): boolean => kind !== 'no_help' && kind !== 'fine';
