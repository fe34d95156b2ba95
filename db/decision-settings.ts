import { z } from 'zod';
import { DEFAULT_DECISION_SETTINGS, type DecisionSettings } from '../domain/decision-settings';
import { maybeRow } from './query';
import type { Queryable } from './pool';

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

const Row = z.object({ value: z.unknown() });

/** The stored settings, or ours when none are stored or they can no longer be read: no turn fails on a setting. */
export async function readDecisionSettings(db: Queryable): Promise<DecisionSettings> {
  // The name is a value so that each connection plans this once: every turn asks.
  const found = await maybeRow(db, Row, 'select value from setting where name = $1', ['decision']);
  const stored = Stored.safeParse(found);
  return stored.success ? stored.data.value : DEFAULT_DECISION_SETTINGS;
}
