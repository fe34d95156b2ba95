import { z } from 'zod';
import { DEFAULT_DECISION_SETTINGS } from '../../domain/decision-settings';
import { line } from './fields';
import type { Operation } from './operation';

/** What a message is searched for: it needs a letter or a digit to be found by. */
const phrase = line(60).refine((value) => /[\p{L}\p{N}].*[\p{L}\p{N}]/u.test(value), 'must have two letters or digits');

const HumanOnlyTopic = z
  .strictObject({
    name: line(60),
    /** Whole words and phrases, whatever their case and accents; list every form and language that customers use. */
    words: z.array(phrase).min(1).max(50),
    /** Only where more money than this is spoken of near such words; null for always. Currencies are not converted. */
    above: z.number().nonnegative().max(1_000_000_000_000).nullable().default(null),
  })
  .meta({ id: 'HumanOnlyTopic' });

/** When the AI hands off, as far as the owner decides it. PUT takes what GET returned, changed. */
export const DecisionSettings = z
  .strictObject({
    /** Names of departments and people that a customer may ask for: "the workshop", "Ana". */
    ownWords: z.array(phrase).max(100).default([]),
    /** Whether the first sign of anger is enough; else the AI makes one careful try. */
    handOffAtFirstSign: z.boolean().default(false),
    /** What the AI leaves to people. */
    humanOnlyTopics: z.array(HumanOnlyTopic).max(30).default([]),
    /** After so many answers within an hour, since a teammate last resolved, a customer goes to a person; null for never. */
    mostAnswersPerHour: z.int().min(2).max(1_000).nullable().default(DEFAULT_DECISION_SETTINGS.mostAnswersPerHour),
  })
  .meta({ id: 'DecisionSettings' });

export type DecisionSettings = z.output<typeof DecisionSettings>;

export const DECISION_SETTINGS_OPERATIONS: readonly Operation[] = [
  {
    method: 'get',
    path: '/api/settings/decision',
    tag: 'Settings',
    summary: 'When the AI hands off, as far as the owner decides it',
    access: 'teammate',
    answer: { status: 200, schema: DecisionSettings },
  },
  {
    method: 'put',
    path: '/api/settings/decision',
    tag: 'Settings',
    summary: 'Choose what is left to people; read anew by every turn',
    access: 'owner',
    body: DecisionSettings,
    answer: { status: 200, schema: DecisionSettings },
  },
];
