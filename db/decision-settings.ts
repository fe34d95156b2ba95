import { z } from 'zod';
import { DEFAULT_DECISION_SETTINGS, type DecisionSettings } from '../domain/decision-settings';
import type { Queryable } from './pool';
import { readSetting } from './settings';

const Stored = z.object({
  value: z.object({
    ownWords: z.array(z.string()),
    handOffAtFirstSign: z.boolean(),
    humanOnlyTopics: z.array(
      z.object({ name: z.string(), words: z.array(z.string()), above: z.number().nullable().default(null) }),
    ),
    mostAnswersPerHour: z.number().nullable().default(DEFAULT_DECISION_SETTINGS.mostAnswersPerHour),
  }),
});

/** The stored settings, or ours when none are stored or they can no longer be read: no turn fails on a setting. */
export async function readDecisionSettings(db: Queryable): Promise<DecisionSettings> {
  const stored = Stored.safeParse(await readSetting(db, 'decision'));
  return stored.success ? stored.data.value : DEFAULT_DECISION_SETTINGS;
}
